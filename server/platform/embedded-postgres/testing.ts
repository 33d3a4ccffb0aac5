import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch } from './launcher.ts'

/**
 * A PostgreSQL for one test run, in the system's temporary folder, without crash safety. `url` is the owner's, who may make databases and roles.
 * `stop` removes everything.
 */
export async function startTestPostgres(): Promise<{ url: string; superuserUrl: string; stop(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'city-scenarios-test-'))
  chmodSync(dataDir, 0o711)
  const silent = () => {}
  const postgres = await launch(dataDir, { info: silent, warn: silent, error: silent }, false)
  const note = join(dataDir, 'postgres', 'location')
  const elsewhere = existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined
  return {
    url: postgres.url,
    superuserUrl: postgres.superuserUrl,
    async stop() {
      await postgres.stop()
      for (const folder of [elsewhere, dataDir]) if (folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}
