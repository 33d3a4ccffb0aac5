import type { Catalog, catalogSections } from '../../../contracts/catalog.ts'
import type { CityPack, Fact } from '../../../contracts/city-pack.ts'
import { machines } from '../../../engines/lifecycle/index.ts'
import { enumerationLabels } from './messages.ts'

type Provenance = { src?: string[]; derived?: true; inferred?: true }
type Labelled = { key: string; zh: string; en: string } & Provenance

function entry({ key, zh, en, src, derived, inferred }: Labelled) {
  return { key, zh, en, src: src?.join(',') ?? null, ...(derived && { derived }), ...(inferred && { inferred }) }
}

function periodOf(period: { from: number; to: number } | undefined): string | null {
  return period ? `${period.from}-${period.to}` : null
}

function figure(fact: Fact & { period?: { from: number; to: number } }) {
  return {
    ...entry(fact),
    value: fact.value,
    unit: fact.unit,
    bound: fact.bound,
    period: periodOf(fact.period) ?? fact.asOf ?? null,
  }
}

/** Labels of every state, action and coded reason of the lifecycles, and of the plain enumerations of the contracts. */
function enumerations(pack: CityPack): Catalog['enumerations'] {
  const out: Catalog['enumerations'] = { ...enumerationLabels }
  out.units = pack.programme.units.map(({ key, zh, en }) => ({ key, zh, en }))
  out.tiers = pack.classification.tiers.map(({ key, zh, en }) => ({ key, zh, en }))
  for (const machine of Object.values(machines)) {
    out[`${machine.name}.states`] = Object.entries(machine.states).map(([key, { zh, en }]) => ({ key, zh, en }))
    const actions = new Map(
      machine.transitions.map((each) => [
        each.action as string,
        { key: each.action as string, zh: each.zh, en: each.en },
      ]),
    )
    out[`${machine.name}.actions`] = [...actions.values()]
    for (const transition of machine.transitions) {
      if (!('codes' in transition) || !transition.codes) continue
      out[`${machine.name}.${transition.action}.reasons`] = transition.codes.map(({ code, zh, en }) => ({
        key: code,
        zh,
        en,
      }))
    }
  }
  return out
}

export function presentCatalog(pack: CityPack, features: Catalog['features']): Catalog {
  const { city, classification, programme } = pack
  return {
    city: {
      key: city.key,
      zh: city.zh,
      en: city.en,
      codePrefix: city.codePrefix,
      timezone: city.timezone,
      programme: city.programme,
      opening: city.openingStatement,
    },
    domains: classification.domains.map((domain) => ({ ...entry(domain), directions: domain.directions.map(entry) })),
    industries: classification.industries.map((each) => ({
      ...entry(each),
      tier: each.tier,
      target2027Cny: each.size2027Cny,
    })),
    tracks: classification.tracks.map((each) => ({
      ...entry(each),
      industry: each.industry,
      priority: each.priority ?? null,
      hosts: each.districts,
    })),
    districts: pack.districts.map((each) => ({
      ...entry(each),
      code: each.code,
      formal: each.formal ?? null,
      tile: each.tile,
    })),
    zones: classification.functionZones.map(entry),
    focuses: classification.focuses.map(entry),
    openers: classification.openers.map(entry),
    stages: programme.stages.map(entry),
    ladder: programme.ladder.map(entry),
    cooperationModes: classification.cooperationModes.map(entry),
    priorities: classification.trackPriorities.map(entry),
    targets: programme.targets.map(figure),
    history: programme.history.map(figure),
    governance: programme.governance.map(entry),
    services: programme.services.map(entry),
    sources: pack.sources.map((each) => ({ key: each.key, title: each.title, date: each.date ?? null })),
    footer: [city.operator, ...city.footer].map((each) => ({
      key: each.key,
      zh: each.zh,
      en: each.en,
      value: each.status === 'given' ? each.value : null,
      href: each.status === 'given' ? (each.href ?? null) : null,
    })),
    calendar: {
      weekend: pack.calendar.weekend,
      years: pack.calendar.years.map(({ year, holidays, makeUpDays }) => ({
        year,
        holidays: holidays.map(({ from, to }) => ({ from, to })),
        makeUpDays: makeUpDays.map(({ date }) => ({ date })),
      })),
    },
    features,
    enumerations: enumerations(pack),
  }
}

export function sectionOf(
  catalog: Catalog,
  section: (typeof catalogSections)[number],
): { key: string; zh: string; en: string }[] {
  if (section === 'directions')
    return catalog.domains.flatMap((domain) => domain.directions.map((each) => ({ ...each, domain: domain.key })))
  if (section === 'enumerations') {
    return Object.entries(catalog.enumerations).map(([key, values]) => ({ key, zh: key, en: key, values }))
  }
  return catalog[section]
}
