import { deflateRawSync } from 'node:zlib'

/** Files for tests, made by hand: small, and wrong in exactly one way each. */
type Entry = { name: string; content?: Buffer; claims?: { packed?: number; unpacked?: number } }

/** A zip archive; `claims` makes its directory lie about an entry. */
export function zipOf(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content = Buffer.alloc(0), claims = {} } of entries) {
    const data = deflateRawSync(content, { level: 9 })
    const title = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x0800, 2)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(crcOf(content), 10)
    facts.writeUInt32LE(claims.packed ?? data.length, 14)
    facts.writeUInt32LE(claims.unpacked ?? content.length, 18)
    facts.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, title, data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), facts, tail, title]))
    locals.push(local)
    offset += local.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 4)
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 6)
  end.writeUInt32LE(listing.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, listing, Buffer.from('PK\x05\x06'), end])
}

const crcTable = Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})
function crcOf(content: Buffer): number {
  let crc = 0xffffffff
  for (const byte of content) crc = (crcTable[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

const text = (value: string) => Buffer.from(value)
const types = { name: '[Content_Types].xml', content: text('<Types/>') }

export const pdf = text('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
export const docx = zipOf([types, { name: 'word/document.xml', content: text('<w/>') }])
export const xlsx = zipOf([types, { name: 'xl/workbook.xml', content: text('<w/>') }])
export const pptx = zipOf([types, { name: 'ppt/presentation.xml', content: text('<p/>') }])
export const macros = zipOf([types, { name: 'word/document.xml' }, { name: 'word/vbaProject.bin', content: text('x') }])
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
export const jpeg = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  Buffer.from('ffd9', 'hex'),
])
export const webp = Buffer.concat([text('RIFF'), Buffer.from([26, 0, 0, 0]), text('WEBPVP8L'), Buffer.alloc(18)])

/** A compound file whose directory names one stream. */
export function compoundOf(stream: string): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1528),
    Buffer.from(`${stream}\0`, 'utf16le'),
    Buffer.alloc(512),
  ])
}
