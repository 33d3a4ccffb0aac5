/** What may be uploaded: extension, what it is served as, and what its content has to look like. */
export type Look = 'pdf' | 'png' | 'jpeg' | 'webp' | 'zip' | 'docx' | 'xlsx' | 'pptx' | 'doc' | 'xls' | 'ppt' | 'csv'
export type Kind = { readonly mediaType: string; readonly looks: readonly Look[] }

const office = 'application/vnd.openxmlformats-officedocument'

export const kinds: Readonly<Record<string, Kind>> = {
  pdf: { mediaType: 'application/pdf', looks: ['pdf'] },
  docx: { mediaType: `${office}.wordprocessingml.document`, looks: ['docx'] },
  xlsx: { mediaType: `${office}.spreadsheetml.sheet`, looks: ['xlsx'] },
  pptx: { mediaType: `${office}.presentationml.presentation`, looks: ['pptx'] },
  doc: { mediaType: 'application/msword', looks: ['doc'] },
  xls: { mediaType: 'application/vnd.ms-excel', looks: ['xls'] },
  ppt: { mediaType: 'application/vnd.ms-powerpoint', looks: ['ppt'] },
  png: { mediaType: 'image/png', looks: ['png'] },
  jpg: { mediaType: 'image/jpeg', looks: ['jpeg'] },
  jpeg: { mediaType: 'image/jpeg', looks: ['jpeg'] },
  webp: { mediaType: 'image/webp', looks: ['webp'] },
  // An Office document is an archive too; somebody may have renamed it on purpose.
  zip: { mediaType: 'application/zip', looks: ['zip', 'docx', 'xlsx', 'pptx'] },
  csv: { mediaType: 'text/csv', looks: ['csv'] },
}

/** The kind an extension stands for; undefined when such files are not taken. */
export function kindOf(name: string): Kind | undefined {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase()
  return extension !== undefined && Object.hasOwn(kinds, extension) ? kinds[extension] : undefined
}

/** A name without characters that change how the rest of it is shown (`‮` makes `gpj.exe` look like `exe.jpg`). */
export function cleanName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim()
}

/** What the entries of an archive make it; null when it must not be taken (macros inside a document). */
export function lookOfArchive(names: ReadonlySet<string>): Look | null {
  if (!names.has('[Content_Types].xml')) return 'zip'
  if ([...names].some((name) => /(?:^|\/)vbaProject\.bin$/i.test(name))) return null
  if (names.has('word/document.xml')) return 'docx'
  if (names.has('xl/workbook.xml')) return 'xlsx'
  if (names.has('ppt/presentation.xml')) return 'pptx'
  return 'zip'
}

export const archiveLimits = { entries: 10_000, bytes: 500 * 1024 * 1024, ratio: 200 } as const

/** Would this archive fill a disk when unpacked, or does it count the same bytes twice (overlapping entries)? */
export function expandsTooFar(sizes: { packed: number; unpacked: number; bytes: number }): boolean {
  const { packed, unpacked, bytes } = sizes
  return unpacked > archiveLimits.bytes || unpacked > archiveLimits.ratio * bytes || packed > bytes
}
