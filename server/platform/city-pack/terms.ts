import type { CityPack } from '../../../contracts/city-pack.ts'

/**
 * Every word of the pack the segmenter must keep whole: the dictionary, its synonyms, and the names of
 * classifications, openings, districts and organisations. Without duplicates, in a stable order.
 */
export function packTerms(pack: CityPack): string[] {
  const { classification: c, organisations: o, signature: s, programme: p } = pack
  const names = [
    ...pack.terms.flatMap((t) => [t.term, ...(t.synonyms ?? [])]),
    ...[c.domains, c.domains.flatMap((d) => d.directions), c.industries, c.tracks, c.functionZones, c.focuses]
      .flat()
      .map((it) => it.zh),
    ...pack.districts.flatMap((d) => [d.zh, ...(d.formal ? [d.formal] : [])]),
    ...[p.stages, p.ladder, p.libraries].flat().map((it) => it.zh),
    ...o.named.flatMap((it) => [it.zh, ...(it.shortName ? [it.shortName] : [])]),
    ...s.scenarios.flatMap((it) => it.openings.map((opening) => opening.zh)),
  ]
  return [...new Set(names)].sort()
}
