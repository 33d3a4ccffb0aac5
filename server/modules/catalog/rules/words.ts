import type { Catalog } from '../../../../contracts/catalog.ts'

/** The label of a key in a section of the catalog or in one of its enumerations; the key itself when there is none, null for null. */
export type Words = (locale: 'zh' | 'en') => (section: string, key: string | null) => string | null

export function createWords(catalog: Catalog): Words {
  const sections: Record<string, readonly { key: string; zh: string; en: string }[]> = {
    ...catalog.enumerations,
    domains: catalog.domains,
    directions: catalog.domains.flatMap((domain) => domain.directions),
    tracks: catalog.tracks,
    districts: catalog.districts,
    openers: catalog.openers,
    ladder: catalog.ladder,
    cooperationModes: catalog.cooperationModes,
    industries: catalog.industries,
  }
  const index = new Map(
    Object.entries(sections).map(([name, entries]) => [name, new Map(entries.map((each) => [each.key, each]))]),
  )
  return (locale) => (section, key) => (key === null ? null : (index.get(section)?.get(key)?.[locale] ?? key))
}
