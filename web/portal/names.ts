import type { Catalog } from '../../contracts/catalog.ts'
import type { Locale } from '../../contracts/common.ts'

type Bilingual = { readonly key: string; readonly zh: string; readonly en: string }

/** Labels of the catalog in the reader's language; a key the catalog does not know is shown as it is. */
export function createNames(catalog: Catalog, locale: Locale) {
  const table = (entries: readonly Bilingual[]) => {
    const labels = new Map(entries.map((entry) => [entry.key, entry[locale]]))
    return (key: string) => labels.get(key) ?? key
  }
  return {
    city: catalog.city[locale],
    programme: catalog.city.programme[locale],
    domain: table(catalog.domains),
    direction: table(catalog.domains.flatMap((domain) => domain.directions)),
    industry: table(catalog.industries),
    track: table(catalog.tracks),
    district: table(catalog.districts),
    opener: table(catalog.openers),
    stage: table(catalog.stages),
    rung: table(catalog.ladder),
    focus: table(catalog.focuses),
    cooperationMode: table(catalog.cooperationModes),
    priority: table(catalog.priorities),
    unit: table(catalog.enumerations.units ?? []),
    /** A value of one of the API's enumerations: `capabilityKinds`, `requirementKinds` ... */
    enumeration: (name: string, key: string) => table(catalog.enumerations[name] ?? [])(key),
    /** Names of things in a row, as the language joins them. */
    join: (words: readonly string[]) => words.join(locale === 'zh' ? '、' : ', '),
    /** Three of the city's tracks, as examples of what to look for. */
    examples: [0, 1, 2]
      .map((third) => catalog.tracks[Math.floor((third * catalog.tracks.length) / 3)])
      .flatMap((track) => (track ? [track[locale]] : []))
      .filter((name, at, all) => all.indexOf(name) === at)
      .join(locale === 'zh' ? '、' : ', '),
    /** Documents a `src` names (keys separated by commas or spaces); text that names none stands for itself. */
    sources: (src: string | null) => {
      const keys = (src ?? '').split(/[\s,;]+/).filter((key) => key !== '')
      const known = keys.flatMap((key) => catalog.sources.filter((source) => source.key === key))
      return known.length > 0 || !src ? known : [{ key: null, title: src, date: null }]
    },
  }
}
export type Names = ReturnType<typeof createNames>
