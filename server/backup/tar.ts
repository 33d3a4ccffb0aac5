/**
 * The plain POSIX archive (ustar, IEEE 1003.1-1988): a 512-byte header a member, its content padded to 512, two empty blocks at the end.
 * Only files and folders; so `tar xzf` opens what we write, and nothing that tar knows beyond it can come in.
 */
export const block = 512
const longest = { name: 100, prefix: 155 }
const mostBytes = 8 * 1024 ** 3 - 1 // eleven octal digits

export type Member = { readonly name: string; readonly kind: 'file' | 'folder'; readonly bytes: number }

/** What follows a member's content up to the next block. */
export function paddingOf(bytes: number): number {
  return (block - (bytes % block)) % block
}

/** Header of one member. Throws when the name or the size does not fit the format. */
export function headerOf({ name, kind, bytes }: Member, at: Date): Buffer {
  if (bytes > mostBytes) throw new RangeError(`${name} is too large for the archive`)
  const [prefix, rest] = splitName(kind === 'folder' ? `${name}/` : name)
  const header = Buffer.alloc(block)
  const octal = (value: number, width: number) => value.toString(8).padStart(width - 1, '0')
  header.write(rest, 0)
  header.write(octal(kind === 'folder' ? 0o700 : 0o600, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(bytes, 12), 124)
  header.write(octal(Math.floor(at.getTime() / 1000), 12), 136)
  header.write(kind === 'folder' ? '5' : '0', 156)
  header.write('ustar\x0000', 257)
  header.write(prefix, 345)
  header.write(`${octal(sumOf(header), 7)}\x00 `, 148)
  return header
}

/** The member a header tells of; null for an empty block. Throws when it is no header that `headerOf` could have written. */
export function readHeader(header: Buffer): Member | null {
  if (header.every((byte) => byte === 0)) return null
  const text = (from: number, width: number) =>
    header
      .subarray(from, from + width)
      .toString('utf8')
      .split('\x00')[0] ?? ''
  const kind = ({ 0: 'file', 5: 'folder' } as const)[text(156, 1)]
  const bytes = Number.parseInt(text(124, 12), 8)
  if (text(257, 6) !== 'ustar' || Number.parseInt(text(148, 8), 8) !== sumOf(header) || !kind || !(bytes >= 0))
    throw new Error('a header of the archive is damaged')
  const prefix = text(345, longest.prefix)
  const name = `${prefix ? `${prefix}/` : ''}${text(0, longest.name)}`
  return { name: kind === 'folder' ? name.replace(/\/$/, '') : name, kind, bytes }
}

function splitName(name: string): [string, string] {
  const fits = (text: string, width: number) => Buffer.byteLength(text) <= width
  if (fits(name, longest.name)) return ['', name]
  for (let cut = name.indexOf('/'); cut > 0; cut = name.indexOf('/', cut + 1)) {
    const parts: [string, string] = [name.slice(0, cut), name.slice(cut + 1)]
    if (fits(parts[0], longest.prefix) && fits(parts[1], longest.name) && parts[1] !== '') return parts
  }
  throw new RangeError(`the name ${name} is too long for the archive`)
}

/** The sum of all bytes, the field of the sum itself counted as blanks. */
function sumOf(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0)
}
