import { z } from 'zod'

/** Raised when an older release could no longer read what this one writes. */
export const format = 1
export const names = { head: 'backup.json', sums: 'SHA256SUMS', manifest: 'manifest.json' } as const
/** Where things stand inside the archive; nothing else is taken in. */
export const places = {
  data: 'data/',
  cluster: 'postgres/cluster/',
  passwords: 'postgres/passwords.json',
  dump: 'database.dump/',
} as const

/** First member: enough to tell a foreign or newer archive before reading on; so it may only grow. */
export const headSchema = z.looseObject({
  what: z.literal('city-scenarios backup'),
  format: z.int().min(1),
  version: z.string(),
})

/** Last member; small. `sums` is the SHA-256 of the list that has the SHA-256 of each member. */
export const manifestSchema = z.strictObject({
  version: z.string(),
  begunAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  database: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('embedded'), postgresMajor: z.int() }),
    z.strictObject({
      kind: z.literal('dump'),
      postgresMajor: z.int(),
      owner: z.string(),
      roles: z.array(z.string()),
    }),
  ]),
  migrations: z.array(z.string()),
  /** The head as the backup began: the restored journal holds it. */
  journal: z.strictObject({ seq: z.int().min(0), hash: z.string(), at: z.string() }).nullable(),
  /** Where the installation's secret was: in the archive, or in SESSION_SECRET, which the archive does not hold. */
  secret: z.enum(['file', 'setting']),
  members: z.int().min(0),
  sums: z.string(),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Whether version `one` is later than `other`; numbers compared part by part. */
export function isLater(one: string, other: string): boolean {
  const [left, right] = [one, other].map((version) => version.split(/[.-]/).slice(0, 3).map(Number))
  for (const index of [0, 1, 2]) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return false
}

/** A path inside the archive that stays inside: no empty, `.` or `..` part, no sign that another system reads as a separator. */
export function isSafeName(name: string): boolean {
  const placed = Object.values({ ...names, ...places }).some((place) =>
    place.endsWith('/') ? `${name}/`.startsWith(place) : name === place,
  )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  return placed && !/[\\:\x00-\x1f]/.test(name) && name.split('/').every((part) => !['', '.', '..'].includes(part))
}
