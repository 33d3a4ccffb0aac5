import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { openXlsx, writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { annotate, type CellValue, type ExportColumn, exportHeaders, exportRows, readRows } from './index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-'))
})
afterAll(() => rm(folder, { recursive: true }))

const columns: ExportColumn[] = [
  { key: 'code', zh: '编号', en: 'Code' },
  { key: 'text', zh: '文字', en: 'Text' },
  { key: 'number', zh: '数', en: 'Number', type: 'number' },
  { key: 'amount', zh: '金额', en: 'Amount', type: 'money' },
  { key: 'day', zh: '日期', en: 'Day', type: 'date' },
  { key: 'yes', zh: '是否', en: 'Yes', type: 'boolean' },
]
const exported = (format: 'xlsx' | 'csv', data: Record<string, unknown>[], locale: 'zh' | 'en' = 'zh') =>
  exportRows({
    format,
    columns,
    locale,
    sheet: '场景/清单',
    timeZone: 'Asia/Shanghai',
    rows: (async function* () {
      yield* data
    })(),
  })

async function rowsOf(path: string, maxRows = 1000): Promise<CellValue[][]> {
  const rows: CellValue[][] = []
  for await (const { cells } of readRows(path, { maxRows })) rows.push([...cells])
  return rows
}
async function refusalOf(path: string, maxRows = 1000): Promise<string | undefined> {
  return rowsOf(path, maxRows).then(
    () => undefined,
    (error: { code?: string }) => error.code ?? String(error),
  )
}
async function file(name: string, content: Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

test('codes of 18 digits, leading zeros and formulas survive a round trip as the texts they are', async () => {
  const texts = ['=1+1', '+86 532', '-5℃', '@sum', '\tx', '＝1+1', "'quoted'", '普通']
  const data = texts.map((text, at) => ({
    code: at === 0 ? '913702000000000001' : '007',
    text,
    number: -5,
    amount: 1_000_000,
    day: at === 0 ? '2026-03-16T17:00:00.000Z' : '2026-03-16',
    yes: true,
  }))
  const path = join(folder, 'round.xlsx')
  await writeFile(path, exported('xlsx', data))
  const [head, ...rows] = await rowsOf(path)
  expect(head).toEqual(['编号', '文字', '数', '金额', '日期', '是否'])
  expect(rows[0]).toEqual(['913702000000000001', '=1+1', -5, 1_000_000, new Date('2026-03-17T00:00:00Z'), '是'])
  expect(rows.map((row) => row[1])).toEqual(texts)
  expect(rows[1]?.[0]).toBe('007')
  const workbook = await openXlsx(await readFile(path))
  const formulas = [...(workbook.sheets[0]?.cells?.values() ?? [])].filter((cell) => cell.formula !== undefined)
  expect(formulas).toEqual([])
})

test('in CSV whatever a spreadsheet would run begins with an apostrophe; numbers stay numbers', async () => {
  let csv = ''
  for await (const chunk of exported(
    'csv',
    [{ code: '001', text: '=cmd|x', number: -5, yes: false }, { text: '@a,"b"' }],
    'en',
  ))
    csv += chunk
  expect(csv).toBe(`\uFEFFCode,Text,Number,Amount,Day,Yes\r\n001,'=cmd|x,-5,,,no\r\n,"'@a,""b""",,,,`)
})

test('a long export is written while its rows are made', async () => {
  let made = 0
  const stream = exportRows({
    format: 'xlsx',
    columns,
    locale: 'zh',
    sheet: 'x',
    rows: (async function* () {
      for (; made < 200_000; made++) yield { code: String(made), text: `第${made}行` }
    })(),
  })
  for await (const chunk of stream) {
    if (chunk.length > 0 && made > 0) break
  }
  expect(made).toBeLessThan(200_000)
})

test('file names may be Chinese', () => {
  expect(exportHeaders("能力'(1)", 'xlsx')['content-disposition']).toBe(
    `attachment; filename="export.xlsx"; filename*=UTF-8''%E8%83%BD%E5%8A%9B%27%281%29.xlsx`,
  )
})

test('the user’s own workbook comes back with a column more and nothing else changed', async () => {
  const source = await file(
    'own.xlsx',
    await writeXlsx({
      sheets: [
        {
          name: '数据',
          columns: [{ width: 30, numFmt: '@' }, { width: 12 }],
          rows: [['名称', '数'], ['甲', 1], ['乙', 2], [], ['丁', 4]],
          merges: [{ startRow: 1, startCol: 1, endRow: 1, endCol: 1 }],
        },
        { name: '说明', rows: [['不要动我', 42]] },
      ],
    }),
  )
  const target = join(folder, 'marked.xlsx')
  await annotate(source, target, {
    column: 2,
    texts: new Map([
      [1, '错误'],
      [3, '不对 <&> "x"\n第二行'],
      [5, '缺'],
    ]),
  })
  expect(await rowsOf(target)).toEqual([
    ['名称', '数', '错误'],
    ['甲', 1],
    ['乙', 2, '不对 <&> "x"\n第二行'],
    ['丁', 4, '缺'],
  ])
  const before = await openXlsx(await readFile(source))
  const after = await openXlsx(await readFile(target))
  expect(after.sheets[1]?.rows).toEqual(before.sheets[1]?.rows)
  expect(after.sheets.map((each) => each.name)).toEqual(['数据', '说明'])
  const again = join(folder, 'again.xlsx')
  await annotate(target, again, {
    column: 2,
    texts: new Map([
      [1, '错误'],
      [2, '新'],
    ]),
  })
  expect(await rowsOf(again)).toEqual([
    ['名称', '数', '错误'],
    ['甲', 1, '新'],
    ['乙', 2],
    ['丁', 4],
  ])
})

test('too many rows, and what is no workbook, are refused by name', async () => {
  const long = await file(
    'long.xlsx',
    await writeXlsx({ sheets: [{ name: 'x', rows: Array.from({ length: 12 }, (_, at) => [at]) }] }),
  )
  expect(await refusalOf(long, 11)).toBe(undefined)
  expect(await refusalOf(long, 10)).toBe('workbook_too_long')
  expect(await refusalOf(await file('empty.xlsx', new Uint8Array(0)))).toBe('workbook_unreadable')
  expect(await refusalOf(await file('old.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1)))).toBe(
    'workbook_unreadable',
  )
  expect(await refusalOf(await file('text.xlsx', Buffer.from('PK\u0003\u0004 and no more')))).toBe(
    'workbook_unreadable',
  )
  const whole = await readFile(long)
  expect(await refusalOf(await file('cut.xlsx', whole.subarray(0, whole.length - 40)))).toBe('workbook_unreadable')
  const damaged = Buffer.from(whole)
  damaged.fill(0x55, 60, 200)
  expect(await refusalOf(await file('damaged.xlsx', damaged))).toBe('workbook_unreadable')
})

/** An archive with one part whose directory says `said` bytes. */
function archive(name: string, content: Buffer, said: number): Buffer {
  const packed = deflateRawSync(content)
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(said, 18)
  fields.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, Buffer.from(name), packed])
  const entry = Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), fields, Buffer.alloc(14), Buffer.from(name)])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, entry, end])
}

test('a zip bomb is refused by what it says, and by what it is when it lies', async () => {
  const bomb = Buffer.alloc(64 * 1024 * 1024)
  expect(await refusalOf(await file('bomb.xlsx', archive('[Content_Types].xml', bomb, bomb.length)))).toBe(
    'archive_refused',
  )
  expect(await refusalOf(await file('liar.xlsx', archive('[Content_Types].xml', bomb, 1000)))).toBe('archive_refused')
})
