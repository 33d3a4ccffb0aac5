import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pdf } from '../../server/modules/files/test-files.ts'
import { query, remove, temporaryFolder } from '../../server/platform/embedded-postgres/fault-support.ts'
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres/index.ts'
import { addOpenings, type Opening } from './openings.ts'
import { kill, killAll, rowsOf, type Server, signIn, startServer } from './server.ts'
import { type Sender, send, type Wish } from './stream.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const migrations = new URL('../../server/migrations/', import.meta.url)
const folder = temporaryFolder()
const dataDir = join(folder, 'first')
const archive = join(folder, 'backup.tgz')
const elsewhere: string[] = []

afterAll(async () => {
  await killAll()
  remove(folder, ...elsewhere)
})

type Run = { code: number | null; said: string }
function admin(args: string[], env: Record<string, string>, user?: { uid: number; gid: number }): Promise<Run> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'server', 'admin.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: folder, ...env },
    ...user,
  })
  let said = ''
  for (const channel of [child.stdout, child.stderr])
    channel.on('data', (chunk) => {
      said += chunk
    })
  return new Promise((settle) => child.on('close', (code) => settle({ code, said })))
}

async function upload(server: Server, sender: Sender): Promise<string> {
  const form = new FormData()
  form.append('file', new File([pdf], '能力证明.pdf', { type: 'application/pdf' }))
  const response = await fetch(`${server.address}/api/v1/files`, {
    method: 'POST',
    headers: { ...sender.headers, 'idempotency-key': 'drill-upload' },
    body: form,
  })
  const body = (await response.json()) as { id: string }
  expect(response.status).toBe(201)
  return body.id
}

let sender: Sender
let fileId: string
const before = new Set<string>()
const after = new Set<string>()

beforeAll(async () => {
  const server = await startServer({ DATA_DIR: dataDir })
  sender = { name: 'provider', headers: await signIn(server, 'provider') }
  fileId = await upload(server, sender)
  const openings = await addOpenings(dataDir, 4000)
  let taken = 0
  let saved: Run | undefined
  let acknowledged = before
  const one = async () => {
    while (!saved) {
      taken += 1
      const wish: Wish = { key: `drill-${taken}`, sender, opening: openings[taken - 1] as Opening }
      const answer = await send(server, wish)
      if (!answer) throw new Error(`the server failed under the backup: ${server.said()}`)
      acknowledged.add(answer.id)
      if (before.size === 50) enough()
    }
  }
  let enough = () => {}
  const begun = new Promise<void>((settle) => {
    enough = settle
  }).then(async () => {
    acknowledged = after
    saved = await admin(['backup', archive], { DATA_DIR: dataDir })
  })
  await Promise.all([begun, ...Array.from({ length: 6 }, one)])
  await kill(server, 'SIGKILL')
  expect(saved).toMatchObject({ code: 0 })
}, 120_000)

async function intents(of: string): Promise<string[]> {
  return (await rowsOf<{ id: string }>(of, 'select id from intents order by id')).map(({ id }) => id)
}
const missing = (wanted: Iterable<string>, found: readonly string[]) => [...wanted].filter((id) => !found.includes(id))

test('a backup under load, everything killed, brought back elsewhere: what was acknowledged before it is there, and all is sound', async () => {
  expect([after.size > 0, statSync(archive).mode & 0o777, existsSync(`${archive}.part`)]).toEqual([true, 0o600, false])
  const target = join(folder, 'second')
  const restored = await admin(['restore', archive], { DATA_DIR: target })
  expect(restored.said).toMatch(/^restored .*\nsound: \d+ journal entries, all invariants, 1 uploaded files\n$/)
  expect(restored.code).toBe(0)
  const server = await startServer({ DATA_DIR: target })
  const found = await intents(target)
  expect(missing(before, found)).toEqual([])
  expect(missing(found, [...before, ...after])).toEqual([])
  const content = await fetch(`${server.address}/api/v1/files/${fileId}`, { headers: sender.headers })
  expect([content.status, Buffer.from(await content.arrayBuffer()).equals(pdf)]).toEqual([200, true])
  expect(readFileSync(join(target, 'secret'), 'utf8')).toBe(readFileSync(join(dataDir, 'secret'), 'utf8'))
  expect((await admin(['restore', archive], { DATA_DIR: target })).said).toBe(
    `A server works in ${target}. Stop it, and set DATA_DIR to an empty folder, or move this one away.\n`,
  )
  expect((await admin(['backup', join(target, 'in.tgz')], { DATA_DIR: target })).said).toBe(
    `${join(target, 'in.tgz')} is inside DATA_DIR. A backup belongs elsewhere, best on another disk.\n`,
  )
  await kill(server, 'SIGTERM')
})

test('a stopped installation of an earlier release is saved as it is; brought back, it is brought up to date', async () => {
  const older = join(folder, 'older')
  const all = readdirSync(migrations)
    .filter((name) => /^\d.*\.sql$/.test(name))
    .sort()
  const silent = { info() {}, warn() {}, error() {} }
  const earlier = await startEmbeddedPostgres({ dataDir: older, log: silent })
  await query(
    earlier.url,
    'create table migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
  )
  for (const name of all.slice(0, -1)) {
    const text = readFileSync(new URL(name, migrations), 'utf8')
    await query(earlier.url, text)
    const sha256 = createHash('sha256').update(text).digest('hex')
    await query(earlier.url, `insert into migrations (name, sha256) values ('${name}', '${sha256}')`)
  }
  const id = '0190a000-0000-7000-8000-000000000001'
  await query(
    earlier.superuserUrl,
    `insert into users (id, name, email, created_at, updated_at) values ('${id}', '旧版用户', 'old@example.org', now(), now())`,
  )
  await earlier.stop()

  const file = join(folder, 'older.tgz')
  expect(await admin(['backup', file], { DATA_DIR: older })).toMatchObject({ code: 0 })
  const target = join(folder, 'upgraded')
  const { said } = await admin(['restore', file], { DATA_DIR: target })
  expect(said).toMatch(/\nsound: 0 journal entries, all invariants, 0 uploaded files\n$/)
  for (const each of [target, older]) {
    const server = await startServer({ DATA_DIR: each })
    expect(await rowsOf(each, 'select name from migrations order by name')).toEqual(all.map((name) => ({ name })))
    expect(await rowsOf(each, `select name from users where id = '${id}'`)).toEqual([{ name: '旧版用户' }])
    await kill(server, 'SIGTERM')
  }
})

test('root and an ordinary user; a folder that the database cannot enter', async () => {
  if (process.getuid?.() !== 0) return // the test above has run as an ordinary user
  const closed = join(folder, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const hidden = join(closed, 'data')
  expect((await admin(['restore', archive], { DATA_DIR: hidden })).code).toBe(0)
  const elsewhereNow = readFileSync(join(hidden, 'postgres', 'location'), 'utf8').trim()
  elsewhere.push(elsewhereNow)
  expect(readdirSync(join(hidden, 'postgres')).sort()).toEqual(['location'])
  const again = join(folder, 'again.tgz')
  expect(await admin(['backup', again], { DATA_DIR: hidden })).toMatchObject({ code: 0 })

  const user = { uid: 12_345, gid: 12_345 }
  const own = join(folder, 'own')
  mkdirSync(own)
  chownSync(own, user.uid, user.gid)
  const readable = join(own, 'backup.tgz')
  copyFileSync(again, readable)
  chownSync(readable, user.uid, user.gid)
  const data = join(own, 'data')
  expect((await admin(['restore', readable], { DATA_DIR: data }, user)).said).toMatch(/\nsound: /)
  expect(await admin(['backup', join(own, 'own.tgz')], { DATA_DIR: data }, user)).toMatchObject({ code: 0 })
  // Root brings it back for the user: what the user's server needs is the user's.
  const given = join(own, 'given')
  mkdirSync(given)
  chownSync(given, user.uid, user.gid)
  expect((await admin(['restore', readable], { DATA_DIR: given })).said).toMatch(/\nsound: /)
  expect(await admin(['verify-journal'], { DATA_DIR: given }, user)).toMatchObject({ code: 0 })
})

function damage(name: string, change: (bytes: Buffer) => Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, change(readFileSync(archive)))
  return path
}
const flip = (bytes: Buffer, at: number) => {
  bytes[at] = (bytes[at] as number) ^ 1
  return bytes
}
const again = 'Copy it again from where it is kept, or take an older backup. Nothing of it was taken in.'

test.each([
  ['a flipped byte', (bytes: Buffer) => flip(bytes, Math.floor(bytes.length / 2)), /is damaged: /, again],
  [
    'a flipped byte under a packing that is sound',
    (bytes: Buffer) => {
      const plain = gunzipSync(bytes)
      return gzipSync(flip(plain, plain.indexOf('"superuser"') + 15), { level: 1 })
    },
    /is damaged: postgres\/passwords\.json is not what was put in\./,
    again,
  ],
  [
    'cut short',
    (bytes: Buffer) => bytes.subarray(0, bytes.length - 100),
    /is damaged: unexpected end of file\./,
    again,
  ],
  [
    'another file',
    () => Buffer.from('PK something else'),
    /is not a backup of this platform\./,
    'Nothing was changed.',
  ],
  [
    'a newer release',
    (bytes: Buffer) => gzipSync(replaceInFirst(gunzipSync(bytes), '"format":1', '"format":2'), { level: 1 }),
    /was made by release 0\.1\.0, this is 0\.1\.0\. Update/,
    'Nothing was changed.',
  ],
])('%s is refused and nothing is left behind', async (name, change, why, next) => {
  const path = damage(`${name.replaceAll(' ', '-')}.tgz`, change)
  const target = join(folder, 'refused')
  const { code, said } = await admin(['restore', path], { DATA_DIR: target })
  expect(said).toMatch(why)
  expect(said.trim().endsWith(next)).toBe(true)
  expect([code, existsSync(target)]).toEqual([1, false])
})

/** Same length, so that the header stays right. */
function replaceInFirst(bytes: Buffer, from: string, to: string): Buffer {
  bytes.write(to, bytes.indexOf(from))
  return bytes
}
