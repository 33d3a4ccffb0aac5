import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { CityPack } from '../../contracts/city-pack.ts'
import { loadCityPack } from '../../server/platform/city-pack/index.ts'

/** The pack against the checked facts it was made from: an independent reading, where that file is at hand. */
const file = new URL('../../../shared/facts/qingdao.yaml', import.meta.url)

type Labelled = { key: string; zh: string }
type Qualified = { value: number; bound: string }
type Facts = {
  programme: {
    stages: Labelled[]
    ladder: Labelled[]
    targets_2026_2028: (Labelled & Qualified)[]
    history: (Labelled & { value: number; bound?: string })[]
    services: string[]
  }
  domains: (Labelled & { directions: Labelled[] })[]
  super_scenario_focuses: string[]
  signature_scenarios: {
    key: string
    zh: string
    publisher: string
    opener: string
    opportunity: Qualified
    openings: string[]
    classification: { domain: string; direction?: string; tracks: string[] }
  }[]
  industries: (Labelled & { tier: string; target_2027: number | null; tracks: string[] })[]
  track_priority: { key: string; named: string[] }[]
  track_hosts: Record<string, string[]>
  industry_targets: { value: number; bound: string }[]
  districts: { zh: string; code: string; formal?: string }[]
  compute: Record<string, number | Qualified>
  laoshan: Record<string, number | Qualified>
}

async function load(): Promise<CityPack> {
  const result = await loadCityPack(fileURLToPath(new URL('../../cities/qingdao', import.meta.url)))
  if (!result.ok) throw new Error(JSON.stringify(result.faults))
  return result.pack
}
const pack = await load()
const labels = (items: readonly Labelled[]) => items.map(({ key, zh }) => ({ key, zh }))
const byKey = (items: readonly Labelled[], key: string) => items.find((it) => it.key === key)?.zh
/** Amounts of the documents are in 亿元, 100 million yuan. */
const yi = (value: number) => value * 100_000_000

function compare(facts: Facts) {
  test('programme', () => {
    expect(labels(pack.programme.stages)).toEqual(labels(facts.programme.stages))
    expect(labels(pack.programme.ladder)).toEqual(labels(facts.programme.ladder))
    expect(pack.programme.targets.map(({ key, zh, value, bound }) => ({ key, zh, value, bound }))).toEqual(
      facts.programme.targets_2026_2028.map(({ key, zh, value, bound }) => ({ key, zh, value, bound })),
    )
    expect(pack.programme.history.map(({ key, zh, value, bound }) => ({ key, zh, value, bound }))).toEqual(
      facts.programme.history.map(({ key, zh, value, bound = 'exact' }) => ({
        key: key.replaceAll('_', '-'),
        zh,
        value,
        bound,
      })),
    )
    expect(pack.programme.services.map((s) => s.zh)).toEqual(facts.programme.services)
    expect(pack.programme.industryTargets.map(({ value, bound }) => ({ value, bound }))).toEqual(
      facts.industry_targets.map(({ value, bound }) => ({ value, bound })),
    )
  })

  test('domains, directions, focuses, districts', () => {
    expect(pack.classification.domains.map((d) => [d.key, d.zh, labels(d.directions)])).toEqual(
      facts.domains.map((d) => [d.key, d.zh, labels(d.directions)]),
    )
    expect(pack.classification.focuses.map((f) => f.zh)).toEqual(facts.super_scenario_focuses)
    expect(pack.districts.map(({ zh, code, formal }) => ({ zh, code, formal }))).toEqual(
      facts.districts.map(({ zh, code, formal }) => ({ zh, code, formal })),
    )
  })

  test('industries and tracks', () => {
    const { industries, tracks } = pack.classification
    expect(
      industries.map((i) => ({
        key: i.key,
        zh: i.zh,
        tier: i.tier,
        size: i.size2027Cny,
        tracks: tracks.filter((t) => t.industry === i.key).map((t) => t.zh),
      })),
    ).toEqual(
      facts.industries.map((i) => ({
        key: i.key,
        zh: i.zh,
        tier: i.tier,
        size: i.target_2027 === null ? null : yi(i.target_2027),
        tracks: i.tracks,
      })),
    )
    const hosts = tracks
      .filter((t) => t.districts.length > 0)
      .map((t) => [t.zh, t.districts.map((d) => byKey(pack.districts, d))])
    expect(Object.fromEntries(hosts)).toEqual(facts.track_hosts)
    for (const { key, named } of facts.track_priority) {
      expect(
        tracks
          .filter((t) => t.priority === key)
          .map((t) => t.zh)
          .sort(),
      ).toEqual([...named].sort())
    }
  })

  test('signature scenarios', () => {
    expect(
      pack.signature.scenarios.map((s) => ({
        key: s.key,
        zh: s.title.zh,
        publisher: byKey(pack.organisations.named, s.publisher),
        opener: s.opener,
        opportunity: [s.opportunity.valueCny, s.opportunity.bound],
        openings: s.openings.map((o) => o.zh),
        domain: s.classification.domain,
        direction: s.classification.direction,
        tracks: s.classification.tracks.map((t) => byKey(pack.classification.tracks, t)),
      })),
    ).toEqual(
      facts.signature_scenarios.map((s) => ({
        key: s.key,
        zh: s.zh,
        publisher: s.publisher,
        opener: s.opener,
        opportunity: [yi(s.opportunity.value), s.opportunity.bound],
        openings: s.openings,
        domain: s.classification.domain,
        direction: s.classification.direction,
        tracks: s.classification.tracks,
      })),
    )
  })

  test('statistics, figure by figure', () => {
    const stated = (key: string) =>
      pack.statistics
        .find((s) => s.key === key)
        ?.facts.map((f) => [f.unit === 'yuan' ? f.value / yi(1) : f.value, f.bound])
    const read = (group: Record<string, number | Qualified>) =>
      Object.values(group).map((v) => (typeof v === 'number' ? [v, 'exact'] : [v.value, v.bound]))
    expect(stated('compute')).toEqual(read(facts.compute))
    expect(stated('laoshan')).toEqual(read(facts.laoshan))
  })
}

if (existsSync(file)) describe('the pack says what the facts say', () => compare(parse(readFileSync(file, 'utf8'))))
else process.stderr.write('left out: ../shared/facts/qingdao.yaml is not here\n')

test('32 tracks are named, six scenarios sum to 330 billion yuan', () => {
  expect(pack.classification.tracks).toHaveLength(32)
  expect(pack.classification.domains.flatMap((d) => d.directions)).toHaveLength(21)
  expect(pack.signature.scenarios.reduce((sum, s) => sum + s.opportunity.valueCny, 0)).toBe(330_000_000_000)
})
