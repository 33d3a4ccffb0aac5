import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { createFileStore, type FileStore } from './index.ts'

let folder: string
let source: string
let store: FileStore
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'))
  source = join(folder, 'source')
  await writeFile(source, '内容')
  store = createFileStore(join(folder, 'kept'))
})
afterAll(() => rm(folder, { recursive: true }))

async function listed(): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of store.list()) ids.push(id)
  return ids.sort()
}

test('keeps, tells of, gives back and removes', async () => {
  expect(await listed()).toEqual([])
  const [one, two] = [newId(), newId()]
  await store.put(one, source)
  await store.put(two, source)
  expect(await listed()).toEqual([one, two].sort())
  expect((await store.stat(one))?.bytes).toBe(6)
  expect((await buffer(await store.open(one))).toString()).toBe('内容')
  await store.remove(one)
  await store.remove(one)
  expect(await store.stat(one)).toBeNull()
  await expect(store.open(one)).rejects.toThrow('ENOENT')
  expect(await listed()).toEqual([two])
  await utimes(join(folder, 'kept', two.slice(-2), two), 0, 0)
  expect((await store.stat(two))?.at.getTime()).toBe(0)
})

test('takes nothing but ids for names', async () => {
  await expect(store.put('../../etc/passwd', source)).rejects.toThrow('a file is kept under an id')
  expect(() => store.remove(`${newId()}/../x`)).toThrow('a file is kept under an id')
})

test('a source that is gone leaves nothing behind', async () => {
  const id = newId()
  await expect(store.put(id, join(folder, 'missing'))).rejects.toThrow('ENOENT')
  expect(await readdir(join(folder, 'kept', id.slice(-2)))).toEqual([])
})

// A device that answers every write with ENOSPC; only Linux and some BSDs have it.
test.runIf(process.platform === 'linux')('a full disk is a refusal that leaves no part behind', async () => {
  const id = newId()
  const shelf = join(folder, 'kept', id.slice(-2))
  await mkdir(shelf, { recursive: true })
  await symlink('/dev/full', join(shelf, `${id}.part`))
  await expect(store.put(id, source)).rejects.toMatchObject({ code: 'storage_full' })
  expect(await readdir(shelf)).toEqual([])
  expect(await store.stat(id)).toBeNull()
})
