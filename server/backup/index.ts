import { backup } from './backup.ts'
import { checkRestored } from './check-restored.ts'
import { restore } from './restore.ts'

type Environment = Record<string, string | undefined>

/** Saves the installation into `file`; gives the sentences to say. Throws `StartError`. */
export async function runBackup(env: Environment, file: string): Promise<{ said: string[]; sound: boolean }> {
  const { path, bytes, members, secret } = await backup(env, file)
  const lines = [`saved ${members} files into ${path} (${(bytes / 1024 ** 2).toFixed(1)} MB)`]
  if (secret === 'setting') lines.push('SESSION_SECRET is not in it: keep that setting elsewhere')
  return { said: lines, sound: true }
}

/** Brings `file` back, brings it to this version and checks it; gives the sentences to say. Throws `StartError`. */
export async function runRestore(env: Environment, file: string): Promise<{ said: string[]; sound: boolean }> {
  const manifest = await restore(env, file)
  const lines = [`restored the backup of ${manifest.begunAt} (release ${manifest.version})`]
  if (manifest.secret === 'setting' && !env.SESSION_SECRET)
    lines.push('set SESSION_SECRET to what it was: without it nobody can use the authenticator set up before')
  const { entries, files, faults } = await checkRestored(env, manifest)
  if (faults.length === 0) lines.push(`sound: ${entries} journal entries, all invariants, ${files} uploaded files`)
  else lines.push(...faults.slice(0, 20), `NOT sound: ${faults.length} faults; an older backup may be better`)
  return { said: lines, sound: faults.length === 0 }
}
