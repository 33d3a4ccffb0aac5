import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileLimitBytes, fileRoutes } from '../../../contracts/files.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { addOrganisation, addPerson, type Person, serveRoutes } from '../../../test/support/served.ts'
import { createFileStore } from '../../platform/files/index.ts'
import { newId } from '../../platform/ids.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { anonymous } from '../../platform/viewer.ts'
import { attachable } from './attachable.ts'
import { createFiles } from './index.ts'
import { pdf, png, zipOf } from './test-files.ts'

let db: TestDatabase
let http: Awaited<ReturnType<typeof serveRoutes>>
let tasks: Tasks
let mine: Person
let colleague: Person
let stranger: Person
let organisation: string

beforeAll(async () => {
  db = await createTestDatabase()
  organisation = await addOrganisation(db)
  mine = await addPerson(db, { organisation })
  colleague = await addPerson(db, { organisation })
  stranger = await addPerson(db)
  http = await serveRoutes(db, (dataDir) => {
    const files = createFiles({ config: { dataDir }, database: db.database, newId })
    tasks = files.tasks
    return { routes: fileRoutes, served: files.routes }
  })
})
afterAll(async () => {
  await http.close()
  await db.drop()
})

async function uploaded(name = '可研报告 “终稿”.pdf', content = pdf): Promise<string> {
  const answer = await http.upload(mine, '/files', name, content)
  expect(answer.status).toBe(201)
  return (answer.body as { id: string }).id
}
/** A published scenario of the organisation, or a draft, that carries the file. */
async function attach(fileId: string, state: 'published' | 'draft', purpose = 'material'): Promise<string> {
  const id = newId()
  await db.sql(
    `insert into scenarios (id, title, owner_id, state, state_since, published_at, created_at, updated_at)
     values ($1, '示例', $2, $3, app_now(), case when $3 = 'published' then app_now() end, app_now(), app_now())`,
    [id, organisation, state],
  )
  await db.sql(`insert into scenario_files (scenario_id, file_id, purpose, position) values ($1, $2, $3, 0)`, [
    id,
    fileId,
    purpose,
  ])
  return id
}
const blobs = async () =>
  (await readdir(join(http.dataDir, 'files'), { recursive: true }))
    .filter((name) => name.length > 30)
    .map((name) => name.slice(3))

test('what was uploaded comes back as it was, as an attachment', async () => {
  const answer = await http.upload(mine, '/files', 'C:\\资料\\可研报告 (终稿).pdf', pdf)
  expect(answer.status).toBe(201)
  const { id, uploadedAt, sha256, ...rest } = answer.body as Record<string, string>
  expect(rest).toEqual({ name: '可研报告 (终稿).pdf', mediaType: 'application/pdf', bytes: pdf.length, purpose: null })
  expect(answer.headers.location).toBe(`/api/v1/files/${id}`)
  const back = await http.call(mine, 'GET', `/files/${id}`)
  expect(back.status).toBe(200)
  expect(back.raw.equals(pdf)).toBe(true)
  const named = (name: string) => back.headers[name]
  expect({
    type: named('content-type'),
    length: named('content-length'),
    disposition: named('content-disposition'),
    policy: named('content-security-policy'),
    sniff: named('x-content-type-options'),
    cache: named('cache-control'),
    etag: named('etag'),
  }).toEqual({
    type: 'application/pdf',
    length: String(pdf.length),
    disposition: `attachment; filename="____ (__).pdf"; filename*=UTF-8''${encodeURIComponent('可研报告 ')}%28${encodeURIComponent('终稿')}%29.pdf`,
    policy: 'sandbox',
    sniff: 'nosniff',
    cache: 'private, no-cache',
    etag: `"${sha256}"`,
  })
  expect(
    await db.sql(`select record -> 'changes' as changes, actor_id from journal_records where subject_id = $1`, [id]),
  ).toEqual([
    {
      changes: [
        { path: 'name', before: null, after: '可研报告 (终稿).pdf' },
        { path: 'bytes', before: null, after: pdf.length },
        { path: 'sha256', before: null, after: sha256 },
      ],
      actor_id: mine.id,
    },
  ])
  expect(typeof uploadedAt).toBe('string')
})

test.each([
  ['setup.exe', Buffer.from('MZ'), 415, 'file_type_refused'],
  ['page.html', Buffer.from('<!doctype html>'), 415, 'file_type_refused'],
  ['photo.pdf', png, 415, 'file_mismatch'],
  ['bomb.zip', zipOf([{ name: 'zeros', content: Buffer.alloc(30 * 1024 * 1024) }]), 422, 'archive_refused'],
  ['long.pdf', Buffer.concat([pdf, Buffer.alloc(fileLimitBytes)]), 413, 'file_too_large'],
])('%s is refused and nothing of it is kept', async (name, content, status, code) => {
  const before = [await blobs(), await readdir(join(http.dataDir, 'tmp')), await db.sql(`select count(*) from files`)]
  const answer = await http.upload(mine, '/files', name, content)
  expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code])
  expect([await blobs(), await readdir(join(http.dataDir, 'tmp')), await db.sql(`select count(*) from files`)]).toEqual(
    before,
  )
})

test('nobody uploads without an account, and a body that is no file is told so', async () => {
  expect((await http.upload(null, '/files', 'a.pdf', pdf)).status).toBe(401)
  const answer = await http.call(mine, 'POST', '/files', { file: 'x' })
  expect([answer.status, (answer.body as { code: string }).code]).toEqual([415, 'unsupported_media_type'])
})

test('a file is seen by who uploaded it and by whoever sees the thing it hangs on', async () => {
  const seenBy = (id: string) =>
    Promise.all(
      [mine, colleague, stranger, null].map(async (person) => (await http.call(person, 'GET', `/files/${id}`)).status),
    )
  const id = await uploaded()
  expect(await seenBy(id)).toEqual([200, 404, 404, 404])
  await attach(id, 'draft')
  expect(await seenBy(id)).toEqual([200, 200, 404, 404])
  const stamped = await uploaded()
  await attach(stamped, 'published', 'stamped_form')
  expect(await seenBy(stamped)).toEqual([200, 200, 404, 404])
  await attach(id, 'published')
  expect(await seenBy(id)).toEqual([200, 200, 200, 200])
  expect(await seenBy(newId())).toEqual([404, 404, 404, 404])
})

test('an own file that hangs on nothing can be removed, no other', async () => {
  const id = await uploaded()
  const status = async (person: Person | null, file = id) => {
    const answer = await http.call(person, 'DELETE', `/files/${file}`)
    return [answer.status, (answer.body as { code?: string } | null)?.code]
  }
  expect(await status(null)).toEqual([401, 'unauthenticated'])
  expect(await status(stranger)).toEqual([404, 'not_found'])
  const attached = await uploaded()
  await attach(attached, 'published')
  expect(await status(stranger, attached)).toEqual([403, 'forbidden'])
  expect(await status(mine, attached)).toEqual([409, 'file_in_use'])
  expect(await status(mine)).toEqual([204, undefined])
  expect(await status(mine)).toEqual([404, 'not_found'])
  expect((await blobs()).includes(id)).toBe(false)
  expect((await blobs()).includes(attached)).toBe(true)
})

test('only what one sees can be attached', async () => {
  const id = await uploaded()
  const as = (person: Person, ids: string[]) =>
    db.database.read({ ...anonymous, userId: person.id }, (reading) => attachable(reading, ids, 'files'))
  await as(mine, [id])
  await as(mine, [])
  const missing = newId()
  await expect(as(mine, [id, missing])).rejects.toMatchObject({
    code: 'invalid_request',
    fields: [{ path: 'files.1', code: 'unknown_file' }],
  })
  await expect(as(stranger, [id])).rejects.toMatchObject({ fields: [{ path: 'files.0', code: 'unknown_file' }] })
})

test('every night what hangs on nothing for a week goes, and content without a row', async () => {
  const [old, kept, young] = [await uploaded(), await uploaded(), await uploaded()]
  await attach(kept, 'draft')
  await db
    .sql(`update files set uploaded_at = app_now() - interval '8 days' where id = any($1)`, [[old, kept]])
    .catch(() => undefined)
  const store = createFileStore(join(http.dataDir, 'files'))
  const [orphan, arriving] = [newId(), newId()]
  for (const id of [orphan, arriving]) await store.put(id, join(http.dataDir, 'files', young.slice(-2), young))
  await utimes(join(http.dataDir, 'files', orphan.slice(-2), orphan), 0, 0)
  await utimes(join(http.dataDir, 'files', young.slice(-2), young), 0, 0)
  await db.shiftClock('8 days')
  const newest = await uploaded()
  await tasks['files.sweep']?.handle({})
  await tasks['files.sweep']?.handle({})
  const left = new Set(await blobs())
  expect([old, young, orphan, kept, arriving, newest].map((id) => left.has(id))).toEqual([
    false,
    false,
    false,
    true,
    true,
    true,
  ])
  expect(await db.sql(`select action from journal_records where subject_id = $1 order by seq`, [young])).toEqual([
    { action: 'upload' },
    { action: 'expire' },
  ])
  await db.shiftClock('-8 days')
})

const mount = (folder: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', folder]).status === 0
const unmount = (folder: string) => spawnSync('umount', [folder]).status === 0

/** Needs the right to mount; the store's own test meets a full device without it. */
test.runIf(process.getuid?.() === 0 && process.platform === 'linux')(
  'a disk without room: the upload is refused with what to do, nothing of it is kept, smaller ones still pass',
  async () => {
    const large = Buffer.concat([pdf, randomBytes(400_000)])
    for (const part of ['files', 'tmp']) {
      const folder = join(http.dataDir, part)
      expect(mount(folder)).toBe(true)
      try {
        const answer = await http.upload(mine, '/files', 'large.pdf', large)
        expect([answer.status, (answer.body as { code: string }).code]).toEqual([507, 'storage_full'])
        expect((await readdir(folder, { recursive: true })).filter((name) => name.length > 30)).toEqual([])
        expect((await http.upload(mine, '/files', 'small.pdf', pdf)).status).toBe(201)
      } finally {
        expect(unmount(folder)).toBe(true)
      }
    }
  },
)
