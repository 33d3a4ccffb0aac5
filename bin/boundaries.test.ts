import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkBoundaries } from './boundaries.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'boundaries-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A copy of the rooms' outline with one file that breaks a rule. */
function plant(path: string, text: string): string[] {
  const house = mkdtempSync(join(folder, 'house-'))
  const files: Record<string, string> = {
    'contracts/a.ts': "import { z } from 'zod'\nexport const a = z.string()\n",
    'engines/journal/index.ts': 'export const one = 1\n',
    'engines/text/index.ts': 'export const two = 2\n',
    'server/platform/log.ts': 'export const log = 1\n',
    'server/modules/catalog/index.ts': "export { c } from './service.ts'\n",
    'server/modules/catalog/service.ts': 'export const c = 1\n',
    'server/modules/drafts/index.ts': 'export const d = 1\n',
    'server/modules/lists/store.ts': 'export const s = 1\n',
    'web/portal/page.tsx': 'export const p = 1\n',
    [path]: text,
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(house, name)), { recursive: true })
    writeFileSync(join(house, name), content)
  }
  return checkBoundaries(house).faults
}

describe('planted violations are caught', () => {
  test.each([
    [
      'contracts/b.ts',
      "import { one } from '../engines/journal/index.ts'\nexport const b = one\n",
      'contracts are a leaf',
    ],
    ['contracts/b.ts', "import pg from 'pg'\nexport const b = pg\n", 'contracts are a leaf'],
    [
      'engines/text/io.ts',
      "import { readFile } from 'node:fs'\nexport const b = readFile\n",
      'an engine imports no IO',
    ],
    [
      'engines/text/other.ts',
      "import { one } from '../journal/index.ts'\nexport const b = one\n",
      'an engine imports nothing of ours',
    ],
    [
      'web/portal/b.ts',
      "import { log } from '../../server/platform/log.ts'\nexport const b = log\n",
      'web never imports server',
    ],
    ['web/ui/b.ts', "import { p } from '../portal/page.tsx'\nexport const b = p\n", 'ui is below portal'],
    [
      'server/platform/b.ts',
      "import { c } from '../modules/catalog/index.ts'\nexport const b = c\n",
      'platform knows no module',
    ],
    [
      'server/modules/drafts/b.ts',
      "import { c } from '../catalog/index.ts'\nexport const b = c\n",
      'drafts may not use catalog',
    ],
    [
      'server/modules/scenarios/b.ts',
      "import { c } from '../catalog/service.ts'\nexport const b = c\n",
      'only through index.ts',
    ],
    [
      'server/modules/catalog/b.ts',
      "import { c } from './index.ts'\nexport const b = c\n",
      'nobody imports its own face',
    ],
    [
      'server/modules/lists/routes.ts',
      "import { s } from './store.ts'\nexport const b = s\n",
      'routes never touch stores',
    ],
    [
      'server/modules/lists/service.ts',
      "import { sql } from 'kysely'\nexport const b = sql\n",
      'only stores touch the database',
    ],
    [
      'server/modules/lists/service.ts',
      "export const b = (db: any) => db.selectFrom('lists')\n",
      'only stores speak SQL',
    ],
    [
      'server/modules/lists/b-store.ts',
      "export const b = (db: any) => db.insertInto('users')\n",
      "writes users, which is accounts's",
    ],
    [
      'server/modules/lists/b-store.ts',
      'export const b = `delete from users where true`\n',
      "writes users, which is accounts's",
    ],
    [
      'server/modules/lists/b-store.ts',
      "export const b = (db: any) => db.insertInto('nobodys')\n",
      'belongs to no module',
    ],
    [
      'server/modules/lists/b.ts',
      "export const load = () => import('../catalog/service.ts')\n",
      'only through index.ts',
    ],
    ['server/modules/lists/b.ts', "export { c } from '../catalog/service.ts'\n", 'only through index.ts'],
    ['server/modules/stray/index.ts', 'export const b = 1\n', 'stands in no GRAPH'],
    ['server/modules/catalog/service.ts', "import { d } from './other.ts'\nexport const c = d\n//\n", ''],
    ['server/platform/long.ts', 'export const b = 1\n'.padEnd(502 + 18, '\n'), 'more than 500'],
  ])('%s: %#', (path, text, rule) => {
    const faults = plant(path, text)
    if (rule === '') expect(faults).toEqual([])
    else expect(faults.join('\n')).toContain(rule)
  })

  test('a cycle', () => {
    const house = mkdtempSync(join(folder, 'cycle-'))
    cpSync(join(root, 'engines/calendar/index.ts'), join(house, 'engines/calendar/index.ts'))
    mkdirSync(join(house, 'server/modules'), { recursive: true })
    mkdirSync(join(house, 'server/platform'), { recursive: true })
    writeFileSync(join(house, 'server/platform/a.ts'), "import { b } from './b.ts'\nexport const a = b\n")
    writeFileSync(join(house, 'server/platform/b.ts'), "import { a } from './a.ts'\nexport const b = a\n")
    expect(checkBoundaries(house).faults).toEqual([
      'a cycle: server/platform/a.ts -> server/platform/b.ts -> server/platform/a.ts',
    ])
  })

  test('a checker that finds nothing to check says so', () => {
    expect(() => checkBoundaries(join(folder, 'empty'))).toThrow('no source files')
  })
})
