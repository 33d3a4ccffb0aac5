import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const rooms = ['server', 'contracts', 'engines', 'web']
const cityWords = /青岛|qingdao|\bQDL?-/i
const isSource = (path: string) =>
  /\.(ts|tsx|mts|mjs|js|css|html|sql)$/.test(path) && !/(\.test\.tsx?|test-support\.ts)$/.test(path)

/** Lines that may name the city, each with the reason. */
const allowed: { file: RegExp; line: RegExp; why: string }[] = [
  {
    file: /^server\/platform\/config/,
    line: /\bCITY\b|'qingdao'/,
    why: 'the default of the setting CITY, which names the folder of the pack',
  },
  {
    file: /^(server|contracts|web)\//,
    line: /Qingdao-2026/,
    why: 'the published password of the demonstration accounts',
  },
  {
    file: /^(server|web)\/.*messages/,
    line: /青岛场景|Qingdao Scenarios/,
    why: "the product's own brand, where no pack is at hand",
  },
]

function files(dir: string): string[] {
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'dist' || entry.name === 'node_modules') return []
    const path = join(dir, entry.name)
    return entry.isDirectory() ? files(path) : [path]
  })
}

/** Lines that name the city, comments left out: an example in a comment binds nothing. */
function offences(file: string, text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, (c) => c.replace(/[^\n]/g, ''))
  return code.split('\n').flatMap((raw, i) => {
    const line = raw.replace(/(^|\s)(\/\/|--).*$/, '')
    if (!cityWords.test(line) || allowed.some((a) => a.file.test(file) && a.line.test(line))) return []
    return [`${file}:${i + 1} ${raw.trim()}`]
  })
}

test('no source knows a city: names, codes and facts come from the pack', () => {
  const sources = rooms.flatMap((room) => files(join(root, room))).filter(isSource)
  expect(sources.length).toBeGreaterThan(0)
  const found = sources.flatMap((path) => offences(relative(root, path), readFileSync(path, 'utf8')))
  expect(found).toEqual([])
})

test('the scan sees a planted city', () => {
  expect(offences('server/modules/x/service.ts', "const city = '青岛市'")).toHaveLength(1)
  expect(offences('web/portal/home.tsx', 'const code = "QD-2026-" + n')).toHaveLength(1)
  expect(offences('engines/text/index.ts', "if (city === 'Qingdao') go()")).toHaveLength(1)
  expect(offences('engines/text/index.ts', 'const x = 1 // as in Qingdao\n/** `QD-2026-0001` */')).toEqual([])
  expect(offences('server/modules/x/service.ts', "const brand = '青岛场景'")).toHaveLength(1)
})
