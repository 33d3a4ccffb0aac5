import { join } from 'node:path'
import pg from 'pg'
import { readCheckpoints, verifyJournal } from '../modules/records/index.ts'
import { createFileStore } from '../platform/files/index.ts'
import { checkInvariants } from '../platform/invariants/index.ts'
import { systemViewer } from '../platform/viewer.ts'
import { prepare } from '../start.ts'
import type { Manifest } from './manifest.ts'

export type Checked = {
  /** The journal's entries and the uploaded files that were found sound. */
  readonly entries: number
  readonly files: number
  /** One sentence each; none when all is well. */
  readonly faults: readonly string[]
}

/**
 * Brings a restored installation to this version (migrations) and looks it over: the journal against its checkpoints and against the head as the
 * backup began, the invariants, every uploaded file. Throws `StartError` when it cannot be brought to this version.
 */
export async function checkRestored(env: Record<string, string | undefined>, manifest: Manifest): Promise<Checked> {
  const ground = await prepare({ ...env, ...asOwner(env.DATABASE_URL, manifest) })
  const client = new pg.Client({ connectionString: ground.superuserUrl ?? env.DATABASE_URL })
  client.on('error', () => undefined) // the query under way fails with it
  try {
    await client.connect()
    const kept = await readCheckpoints(join(ground.config.dataDir, 'checkpoints.jsonl'))
    const checkpoints = manifest.journal ? [...kept, manifest.journal] : kept
    const verdict = await ground.database.read(systemViewer, (reading) => verifyJournal(reading, { checkpoints }))
    const files = await checkFiles(client, join(ground.config.dataDir, 'files'))
    const broken = await checkInvariants(client)
    return {
      entries: verdict.count,
      files: files.sound,
      faults: [
        ...(verdict.firstBad ? [`journal entry ${verdict.firstBad.seq}: ${verdict.firstBad.detail}`] : []),
        ...broken.map(({ name, rows }) => `invariant ${name}: ${rows.length} rows, first ${JSON.stringify(rows[0])}`),
        ...files.faults,
      ],
    }
  } finally {
    await client.end()
    await ground.close()
  }
}

/** A superuser brings the rows back; what migrations make then must belong to whom the rest belongs to. */
function asOwner(url: string | undefined, { database }: Manifest): { DATABASE_URL?: string } {
  if (!url || database.kind !== 'dump') return {}
  const changed = new URL(url)
  changed.searchParams.set('options', `-c role=${database.owner}`)
  return { DATABASE_URL: changed.href }
}

async function checkFiles(client: pg.Client, folder: string): Promise<{ sound: number; faults: string[] }> {
  const store = createFileStore(folder)
  const faults: string[] = []
  let sound = 0
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await client.query<{ id: string; bytes: string }>(
      'select id, bytes from files where id > $1 order by id limit 5000',
      [last],
    )
    for (const { id, bytes } of rows) {
      if ((await store.stat(id))?.bytes === Number(bytes)) sound += 1
      else faults.push(`file ${id} is missing or of another size`)
    }
    const end = rows.at(-1)
    if (!end) return { sound, faults }
    last = end.id
  }
}
