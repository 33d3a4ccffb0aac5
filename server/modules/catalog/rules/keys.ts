import type { CityPack } from '../../../../contracts/city-pack.ts'

const kinds = ['domain', 'direction', 'track', 'district', 'opener', 'focus', 'cooperationMode'] as const
export type KeyKind = (typeof kinds)[number]

/** Which keys this city knows. A key that it does not know is refused on the way in, so stored rows only ever name known ones. */
export type Keys = {
  has(kind: KeyKind, key: string): boolean
  /** A direction belongs to one domain. */
  domainOf(direction: string): string | null
  /** The key whose Chinese or English label this is, for workbooks. */
  byLabel(kind: KeyKind, label: string): string | null
  /** Labels of a kind, for templates and messages. */
  labels(kind: KeyKind): readonly { key: string; zh: string; en: string }[]
}

export function createKeys(pack: CityPack): Keys {
  const { classification } = pack
  const lists: Record<KeyKind, readonly { key: string; zh: string; en: string }[]> = {
    domain: classification.domains,
    direction: classification.domains.flatMap((domain) => domain.directions),
    track: classification.tracks,
    district: pack.districts,
    opener: classification.openers,
    focus: classification.focuses,
    cooperationMode: classification.cooperationModes,
  }
  const byKey = Object.fromEntries(kinds.map((kind) => [kind, new Set(lists[kind].map((each) => each.key))])) as Record<
    KeyKind,
    Set<string>
  >
  const domains = new Map(
    classification.domains.flatMap((domain) => domain.directions.map((each) => [each.key, domain.key] as const)),
  )
  return {
    has: (kind, key) => byKey[kind].has(key),
    domainOf: (direction) => domains.get(direction) ?? null,
    byLabel: (kind, label) =>
      lists[kind].find((each) => each.zh === label || each.en === label || each.key === label)?.key ?? null,
    labels: (kind) => lists[kind],
  }
}
