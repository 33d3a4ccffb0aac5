import { type Readable, Transform } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { Entry, ZipFile } from 'yauzl'
import { refuse } from '../errors.ts'
import { copyArchive } from './archive.ts'
import { openArchive } from './bounds.ts'

export type Annotation = {
  /** Row numbers as `readRows` gives them; the header's text stands at the header's row. */
  readonly texts: ReadonlyMap<number, string>
  /** Column of the annotation, from 0: the first free one, or the one an earlier annotation stands in. */
  readonly column: number
}

/**
 * The user's own workbook with one column of texts added at its first sheet; every other part is carried over byte for byte, every other
 * cell of the sheet as it stands. Needs little memory, however long the sheet.
 */
export async function annotate(source: string, target: string, annotation: Annotation): Promise<void> {
  const { zip, entries } = await openArchive(source)
  try {
    const name = await firstSheet(zip, entries)
    await copyArchive({ zip, entries }, target, { name, apply: (text) => text.pipe(addColumn(annotation)) })
  } finally {
    zip.close()
  }
}

async function textOf(zip: ZipFile, entries: readonly Entry[], name: string): Promise<string> {
  const entry = entries.find((each) => each.fileName === name)
  if (!entry) return refuse('workbook_unreadable')
  const chunks: Buffer[] = []
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as Readable & AsyncIterable<Buffer>)
    chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find(Boolean)
}

/** Where in the archive the first sheet is: workbook → relationship → part. */
async function firstSheet(zip: ZipFile, entries: readonly Entry[]): Promise<string> {
  const target = (rels: string, test: (tag: string) => boolean) =>
    attribute((rels.match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? []).find(test) ?? '', 'Target') ??
    refuse('workbook_unreadable')
  const root = await textOf(zip, entries, '_rels/.rels')
  const book = target(root, (tag) => (attribute(tag, 'Type') ?? '').endsWith('/officeDocument')).replace(/^\//, '')
  const folder = book.includes('/') ? book.slice(0, book.lastIndexOf('/') + 1) : ''
  const sheet = /<(?:\w+:)?sheet\s[^>]*>/.exec(await textOf(zip, entries, book))?.[0] ?? refuse('workbook_unreadable')
  const id = attribute(sheet, '\\w+:id')
  const rels = await textOf(zip, entries, `${folder}_rels/${book.slice(folder.length)}.rels`)
  const part = target(rels, (tag) => attribute(tag, 'Id') === id)
  return part.startsWith('/') ? part.slice(1) : `${folder}${part}`.replace(/[^/]+\/\.\.\//g, '')
}

export function columnName(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'))
}

/** Works on whole rows: what comes after the last finished row waits for the next chunk. */
function addColumn({ texts, column }: Annotation): Transform {
  const name = columnName(column)
  const decoder = new StringDecoder('utf8')
  let waiting = ''
  let inRows = false
  let last = 0

  function head(text: string): string {
    const widest = Math.max(0, ...[...text.matchAll(/<(?:\w+:)?col\s[^>]*?max="(\d+)"/g)].map((m) => Number(m[1])))
    const room = widest <= column
    return text
      .replace(/<(?:\w+:)?dimension\s[^>]*\/>/, '')
      .replace(/<\/((?:\w+:)?)cols>/, (end, prefix: string) =>
        room ? `<${prefix}col min="${column + 1}" max="${column + 1}" width="60" customWidth="1"/>${end}` : end,
      )
  }

  function row(whole: string, prefix: string, attributes: string, cells: string): string {
    last = Number(attribute(` ${attributes}`, 'r') ?? last + 1)
    const old = new RegExp(`<${prefix}c\\s[^>]*?r="${name}${last}"[^>]*?(?:/>|>[\\s\\S]*?</${prefix}c>)`)
    const text = texts.get(last)
    const kept = cells.replace(old, '')
    if (text === undefined && kept === cells) return whole
    const cell =
      text === undefined
        ? ''
        : `<${prefix}c r="${name}${last}" t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escaped(text)}</${prefix}t></${prefix}is></${prefix}c>`
    const open = attributes.replace(/\s?spans="[^"]*"/, '')
    return `<${prefix}row ${open.trim()}>${kept}${cell}</${prefix}row>`
  }

  function rows(text: string): string {
    return text.replace(
      /<((?:\w+:)?)row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1row>)/g,
      (whole: string, prefix: string, attributes: string, cells: string | undefined) =>
        row(whole, prefix, attributes, cells ?? ''),
    )
  }

  function take(text: string): string {
    let out = ''
    const before = waiting.length
    waiting += text
    if (!inRows) {
      const start = waiting.indexOf('sheetData', Math.max(0, before - 9))
      if (start < 0) return ''
      inRows = true
      out = head(waiting.slice(0, start))
      waiting = waiting.slice(start)
    }
    const end = waiting.lastIndexOf('row>')
    if (end < 0) return out
    out += rows(waiting.slice(0, end + 4))
    waiting = waiting.slice(end + 4)
    return out
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, Buffer.from(take(decoder.write(chunk))))
    },
    flush(done) {
      done(null, Buffer.from(take(decoder.end()) + rows(waiting)))
    },
  })
}
