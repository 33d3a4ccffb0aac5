import type { CityPack } from '../../../../contracts/city-pack.ts'

/** Where a track stands in the city's tree: tier, industry, track. */
export type PackTrackOf = (track: string) => readonly string[]

export function trackPaths({ classification }: Pick<CityPack, 'classification'>): PackTrackOf {
  const tiers = new Map(classification.industries.map((industry) => [industry.key, industry.tier]))
  const paths = new Map(
    classification.tracks.map((track) => [track.key, [tiers.get(track.industry) ?? '', track.industry, track.key]]),
  )
  return (track) => paths.get(track) ?? [track]
}
