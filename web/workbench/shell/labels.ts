import { useMemo } from 'react'
import type { Catalog } from '../../../contracts/catalog.ts'
import { type Text, useText } from '../i18n/text.tsx'
import { useCatalog } from '../session/catalog.ts'

type Section =
  | 'industries'
  | 'tracks'
  | 'districts'
  | 'zones'
  | 'focuses'
  | 'openers'
  | 'stages'
  | 'ladder'
  | 'cooperationModes'

export interface Labels {
  /** A value of an enumeration of the API: state, role, kind, reason. The key itself when the catalog has no name for it. */
  of: (enumeration: string, key: string | null | undefined) => string
  /** An entry of a classification of the city. */
  in: (section: Section, key: string | null | undefined) => string
  domain: (key: string | null | undefined) => string
  direction: (key: string | null | undefined) => string
}

export function labelsOf(catalog: Catalog, { name }: Pick<Text, 'name'>): Labels {
  const index = (entries: readonly { key: string; zh: string; en: string }[]) =>
    new Map(entries.map((entry) => [entry.key, name(entry)]))
  const sections = new Map<string, Map<string, string>>()
  const found = (
    kind: string,
    entries: () => readonly { key: string; zh: string; en: string }[],
    key?: string | null,
  ) => {
    if (!key) return ''
    let map = sections.get(kind)
    if (!map) {
      map = index(entries())
      sections.set(kind, map)
    }
    return map.get(key) ?? key
  }
  return {
    of: (enumeration, key) => found(`enumeration:${enumeration}`, () => catalog.enumerations[enumeration] ?? [], key),
    in: (section, key) => found(section, () => catalog[section], key),
    domain: (key) => found('domains', () => catalog.domains, key),
    direction: (key) => found('directions', () => catalog.domains.flatMap((domain) => domain.directions), key),
  }
}

/** Names of keys in the language of the page. */
export function useLabels(): Labels {
  const catalog = useCatalog()
  const text = useText()
  return useMemo(() => labelsOf(catalog, text), [catalog, text])
}
