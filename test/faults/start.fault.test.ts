import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { remove, temporaryFolder } from '../../server/platform/embedded-postgres/fault-support.ts'
import { freePort } from '../../server/platform/embedded-postgres/server-process.ts'
import { kill, killAll, rowsOf, runToEnd, startServer } from './server.ts'

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  await killAll()
  remove(folder)
})

const data = () => join(folder, 'data')

test('a busy port: says which and what to do, and leaves nothing running', async () => {
  const holder = createServer()
  await new Promise<void>((settle) => holder.listen(0, '127.0.0.1', settle))
  const { port } = holder.address() as { port: number }
  try {
    const end = await runToEnd({ DATA_DIR: data(), PORT: String(port) })
    expect(end).toEqual({
      code: 1,
      signal: null,
      said: `Port ${port} is in use. Stop what uses it, or set PORT to another.\n`,
    })
  } finally {
    holder.close()
  }
  const server = await startServer({ DATA_DIR: data(), PORT: String(await freePort()) })
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200)
})

test('a broken city pack: names file, path and fault', async () => {
  const pack = join(folder, 'pack')
  cpSync(fileURLToPath(new URL('../../cities/qingdao', import.meta.url)), pack, { recursive: true })
  const file = join(pack, 'city.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^codePrefix:.*$/m, 'codePrefix: [1]'))
  const end = await runToEnd({ DATA_DIR: data(), CITY: pack })
  expect(end.code).toBe(1)
  expect(end.said).toMatch(/^The city pack ".*" has faults:\n {2}.*city\.yaml.*codePrefix.*\n$/)
})

test('a city that is not there', async () => {
  const end = await runToEnd({ DATA_DIR: data(), CITY: 'atlantis' })
  expect(end.code).toBe(1)
  expect(end.said).toMatch(
    /^There is no city pack "atlantis" \(looked at .*\)\. Set CITY to a folder below cities\/\.\n$/,
  )
})

test('a data folder that cannot be written', async () => {
  writeFileSync(data(), 'a file where the folder should be')
  const end = await runToEnd({ DATA_DIR: data() })
  expect(end.code).toBe(1)
  expect(end.said).toMatch(
    /^The data folder .* cannot be used \(.*\)\. Set DATA_DIR to a folder this user may write\.\n$/,
  )
})

test('a setting that is not possible names itself', async () => {
  expect(await runToEnd({ DATA_DIR: data(), PORT: 'eighty' })).toEqual({
    code: 1,
    signal: null,
    said: 'PORT must be a whole number from 0 to 65535, not "eighty"\n',
  })
})

test('a database address that leads nowhere, or to a wrong password', async () => {
  const nowhere = await runToEnd({ DATA_DIR: data(), DATABASE_URL: `postgres://a:b@127.0.0.1:${await freePort()}/c` })
  expect(nowhere.code).toBe(1)
  expect(nowhere.said).toMatch(/^The database .*ECONNREFUSED.*DATABASE_URL.*\n$/)
  expect(nowhere.said).not.toContain('a:b@')
  const server = await startServer({ DATA_DIR: data() })
  const [row] = await rowsOf<{ port: number }>(data(), 'select inet_server_port() as port')
  const wrong = await runToEnd({
    DATA_DIR: join(folder, 'other'),
    DATABASE_URL: `postgres://scenarios:wrong@127.0.0.1:${row?.port}/scenarios`,
  })
  expect(wrong.code).toBe(1)
  expect(wrong.said).toMatch(/^The database .*password authentication failed.*DATABASE_URL.*\n$/)
  expect(wrong.said).not.toContain('wrong@')
  expect((await kill(server, 'SIGTERM')).code).toBe(0)
})

test('a second server on the same data folder is refused with the number of the first, which goes on', async () => {
  const first = await startServer({ DATA_DIR: data() })
  const second = await runToEnd({ DATA_DIR: data() })
  expect(second).toEqual({
    code: 1,
    signal: null,
    said: `The embedded database in ${join(data(), 'postgres')} is in use by process ${first.process.pid}. Stop that process, or set DATA_DIR to another folder.\n`,
  })
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200)
})

test('two installations stand side by side, each with its own', async () => {
  const folders = [join(folder, 'one'), join(folder, 'two')] as const
  const servers = await Promise.all(folders.map((each) => startServer({ DATA_DIR: each })))
  expect(new Set(servers.map((each) => each.address)).size).toBe(2)
  await rowsOf(folders[0], `update users set name = '只在甲处' where email = 'owner@demo.local'`)
  expect(await rowsOf(folders[1], `select name from users where email = 'owner@demo.local'`)).toEqual([
    { name: '示例场景方甲' },
  ])
  expect((await Promise.all(servers.map((each) => kill(each, 'SIGTERM')))).map((end) => end.code)).toEqual([0, 0])
})
