import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '../../platform/errors.ts'
import { inspect } from './inspect.ts'
import { archiveLimits, cleanName, kinds } from './rules/kinds.ts'
import { compoundOf, docx, jpeg, macros, pdf, png, pptx, webp, xlsx, zipOf } from './test-files.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** What a file is served as, or the code of the refusal. */
async function finding(name: string, content: Buffer): Promise<string> {
  const path = join(folder, 'file')
  await writeFile(path, content)
  try {
    return await inspect({ path, name, bytes: content.length })
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}
const text = (value: string) => Buffer.from(value)
const zip = zipOf([{ name: '资料/说明.txt', content: text('说明') }])
const csv = text('名称,数量\n机器人,3\n')

test.each([
  ['报告.pdf', pdf, 'application/pdf'],
  ['a.PDF', pdf, 'application/pdf'],
  ['a.docx', docx, kinds.docx?.mediaType],
  ['a.xlsx', xlsx, kinds.xlsx?.mediaType],
  ['a.pptx', pptx, kinds.pptx?.mediaType],
  ['a.doc', compoundOf('WordDocument'), 'application/msword'],
  ['a.xls', compoundOf('Workbook'), 'application/vnd.ms-excel'],
  ['a.ppt', compoundOf('PowerPoint Document'), 'application/vnd.ms-powerpoint'],
  ['a.png', png, 'image/png'],
  ['a.jpg', jpeg, 'image/jpeg'],
  ['a.jpeg', jpeg, 'image/jpeg'],
  ['a.webp', webp, 'image/webp'],
  ['a.zip', zip, 'application/zip'],
  ['renamed.zip', docx, 'application/zip'],
  ['empty.zip', zipOf([]), 'application/zip'],
  ['a.csv', csv, 'text/csv'],
  ['gbk.csv', Buffer.from('c7e0b5ba2c330d0a', 'hex'), 'text/csv'],
])('%s is taken', async (name, content, mediaType) => {
  expect(await finding(name, content)).toBe(mediaType)
})

const svg = text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
const html = text('<!doctype html><script>alert(1)</script>')
const program = Buffer.concat([text('MZ'), Buffer.alloc(200)])
const elf = Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(60)])
test.each([
  ['page.html', html],
  ['drawing.svg', svg],
  ['a.exe', program],
  ['no-extension', pdf],
  ['constructor', pdf],
  ['a.constructor', pdf],
  ['page.csv', html],
  ['drawing.csv', text('\n  <svg/>')],
  ['a.pdf', program],
  ['a.docx', elf],
  ['macros.docx', macros],
  ['macros.zip', macros],
])('%s is of a kind that is not taken', async (name, content) => {
  expect(await finding(name, content)).toBe('file_type_refused')
})

test.each([
  ['a.pdf', png],
  ['a.pdf', html],
  ['a.pdf', text('')],
  ['a.pdf', text('hello')],
  ['a.png', jpeg],
  ['a.docx', xlsx],
  ['a.docx', zip],
  ['a.xlsx', compoundOf('Workbook')],
  ['a.doc', docx],
  ['a.doc', compoundOf('Workbook')],
  ['setup.doc', compoundOf('!_StringData')],
  ['a.zip', text('PK\x03\x04 and no archive')],
  ['a.docx', docx.subarray(0, docx.length - 30)],
  ['a.csv', text('')],
  ['a.csv', Buffer.from('00010203', 'hex')],
  ['a.csv', Buffer.from('ffffffff', 'hex')],
])('%s has another content (%#)', async (name, content) => {
  expect(await finding(name, content)).toBe('file_mismatch')
})

const big = archiveLimits.bytes
test.each([
  ['a real bomb: 210 MB of zeros', zipOf([{ name: 'zeros', content: Buffer.alloc(210 * 1024 * 1024) }])],
  ['more than the limit in one entry', zipOf([{ name: 'a', claims: { unpacked: big + 1 } }])],
  ['more than the limit in all', zipOf([1, 2, 3].map((n) => ({ name: `${n}`, claims: { unpacked: big / 2 } })))],
  ['entries that overlap', zipOf([{ name: 'a', claims: { packed: 1_000_000, unpacked: 1_000_000 } }])],
  ['too many entries', zipOf(Array.from({ length: archiveLimits.entries + 1 }, (_, n) => ({ name: `${n}` })))],
  ['a way out', zipOf([{ name: '../../etc/passwd', content: text('x') }])],
])('an archive is refused: %s', async (_, content) => {
  expect(await finding('a.zip', content)).toBe('archive_refused')
})

test('the same bomb inside a document is refused as well', async () => {
  const bomb = zipOf([
    { name: '[Content_Types].xml', content: Buffer.alloc(60 * 1024 * 1024) },
    { name: 'xl/workbook.xml' },
  ])
  expect(await finding('a.xlsx', bomb)).toBe('archive_refused')
})

test('the same name twice counts twice', async () => {
  const entries = Array.from({ length: 3 }, () => ({ name: 'a', content: text('x') }))
  expect(await finding('a.zip', zipOf(entries))).toBe('application/zip')
})

test('names lose what changes how they are shown', () => {
  expect(cleanName('年报\u202egpj.exe')).toBe('年报gpj.exe')
  expect(cleanName(' \u200b表\u0000单.pdf ')).toBe('表单.pdf')
})
