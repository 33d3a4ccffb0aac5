import type { CityPack } from '../../../contracts/city-pack.ts'
import { indicatorFaults } from './indicators.ts'

/** One thing wrong in a pack: the section (file) it stands in, the path inside, and what is wrong. */
export type ReferenceFault = { section: keyof CityPack; path: (string | number)[]; message: string }

type Keyed = { key: string }

/**
 * What the schema of one file cannot see: keys used twice, references to nothing, places taken twice, dates that
 * contradict one another. Every fault is reported, in the order of the files.
 */
export function referenceFaults(pack: CityPack): ReferenceFault[] {
  const faults: ReferenceFault[] = []
  let section: keyof CityPack = 'city'
  const report = (path: (string | number)[], message: string) => faults.push({ section, path, message })

  function unique<T>(items: readonly T[], path: (string | number)[], name: string, of: (item: T) => string) {
    const seen = new Set<string>()
    for (const [i, item] of items.entries()) {
      if (seen.has(of(item))) report([...path, i, ...(name ? [name] : [])], `"${of(item)}" is given twice`)
      seen.add(of(item))
    }
  }
  const uniqueKeys = (items: readonly Keyed[], ...path: (string | number)[]) =>
    unique(items, path, 'key', (it) => it.key)
  const uniqueIds = (items: readonly string[], ...path: (string | number)[]) => unique(items, path, '', (it) => it)

  function known(value: string | undefined, among: ReadonlySet<string>, what: string, ...path: (string | number)[]) {
    if (value !== undefined && !among.has(value)) report(path, `no ${what} "${value}" in this pack`)
  }
  function allKnown(values: readonly string[], among: ReadonlySet<string>, what: string, ...path: (string | number)[]) {
    for (const [i, value] of values.entries()) known(value, among, what, ...path, i)
    uniqueIds(values, ...path)
  }

  const { city, classification: c, programme: p, organisations: o, signature: s } = pack
  const sources = keys(pack.sources)
  const districts = keys(pack.districts)
  const units = keys(p.units)
  const organisations = keys(o.named)
  const tracks = keys(c.tracks)
  const facts = (items: readonly { key: string; unit: string }[], ...path: (string | number)[]) => {
    uniqueKeys(items, ...path)
    for (const [i, it] of items.entries()) known(it.unit, units, 'unit', ...path, i, 'unit')
  }

  section = 'city'
  uniqueKeys(city.footer, 'footer')

  section = 'sources'
  uniqueKeys(pack.sources)

  section = 'classification'
  for (const name of [
    'domains',
    'tiers',
    'industries',
    'trackPriorities',
    'tracks',
    'openers',
    'allocationModes',
    'cooperationModes',
    'functionZones',
    'focuses',
  ] as const) {
    uniqueKeys(c[name], name)
  }
  // A direction is found by its key alone, so keys are unique over all domains.
  const directionOwner = new Map<string, string>()
  for (const [i, domain] of c.domains.entries()) {
    for (const [j, { key }] of domain.directions.entries()) {
      if (directionOwner.has(key)) report(['domains', i, 'directions', j, 'key'], `"${key}" is given twice`)
      directionOwner.set(key, domain.key)
    }
  }
  for (const [i, it] of c.industries.entries()) known(it.tier, keys(c.tiers), 'tier', 'industries', i, 'tier')
  for (const [i, it] of c.tracks.entries()) {
    known(it.industry, keys(c.industries), 'industry', 'tracks', i, 'industry')
    known(it.priority, keys(c.trackPriorities), 'track priority', 'tracks', i, 'priority')
    allKnown(it.districts, districts, 'district', 'tracks', i, 'districts')
  }
  if (c.tracksTotal.named !== c.tracks.length) {
    report(['tracksTotal', 'named'], `says ${c.tracksTotal.named} named tracks, but ${c.tracks.length} are given`)
  }
  if (c.tracksTotal.all < c.tracksTotal.named) report(['tracksTotal', 'all'], 'must not be less than the named tracks')
  for (const [i, it] of c.trackPriorities.entries()) {
    const given = c.tracks.filter((t) => t.priority === it.key).length
    if (given > it.count)
      report(['trackPriorities', i, 'count'], `says ${it.count}, but ${given} tracks have this priority`)
  }

  section = 'districts'
  uniqueKeys(pack.districts)
  unique(pack.districts, [], 'code', (d) => d.code)
  unique(pack.districts, [], 'tile', (d) => `${d.tile.col},${d.tile.row}`)

  section = 'programme'
  uniqueKeys(p.units, 'units')
  for (const name of [
    'stages',
    'ladder',
    'targets',
    'services',
    'principles',
    'governance',
    'libraries',
    'methods',
  ] as const) {
    uniqueKeys(p[name], name)
  }
  for (const [i, it] of p.targets.entries()) known(it.unit, units, 'unit', 'targets', i, 'unit')
  for (const name of ['history', 'national', 'industryTargets'] as const) facts(p[name], name)
  for (const [i, it] of p.methods.entries()) uniqueKeys(it.items, 'methods', i, 'items')

  section = 'organisations'
  uniqueKeys(o.named, 'named')
  unique(o.named, ['named'], 'zh', (it) => it.zh)
  for (const [i, it] of o.named.entries()) known(it.district, districts, 'district', 'named', i, 'district')
  allKnown(o.chainMasters.members, organisations, 'organisation', 'chainMasters', 'members')
  for (const [i, park] of o.parks.entries()) {
    known(park.organisation, organisations, 'organisation', 'parks', i, 'organisation')
    known(park.operator, organisations, 'organisation', 'parks', i, 'operator')
    known(park.district, districts, 'district', 'parks', i, 'district')
    allKnown(park.tenants, organisations, 'organisation', 'parks', i, 'tenants')
  }

  section = 'signature'
  const scenarios = keys(s.scenarios)
  uniqueKeys(s.scenarios, 'scenarios')
  unique(s.scenarios, ['scenarios'], 'code', (it) => it.code)
  for (const [i, it] of s.scenarios.entries()) {
    const at = ['scenarios', i] as const
    const { domain, direction } = it.classification
    if (!it.code.startsWith(`${city.codePrefix}-`)) report([...at, 'code'], `must start with ${city.codePrefix}-`)
    known(it.publisher, organisations, 'organisation', ...at, 'publisher')
    known(it.opener, keys(c.openers), 'opener', ...at, 'opener')
    known(domain, keys(c.domains), 'domain', ...at, 'classification', 'domain')
    if (direction !== undefined && directionOwner.get(direction) !== domain) {
      report([...at, 'classification', 'direction'], `no direction "${direction}" in domain "${domain}"`)
    }
    allKnown(it.classification.tracks, tracks, 'track', ...at, 'classification', 'tracks')
    allKnown(it.cooperationModes, keys(c.cooperationModes), 'cooperation mode', ...at, 'cooperationModes')
    allKnown(it.namedOrganisations, organisations, 'organisation', ...at, 'namedOrganisations')
    uniqueKeys(it.openings, ...at, 'openings')
  }
  unique(s.lists, ['lists'], 'code', (it) => it.code)
  for (const [i, it] of s.lists.entries()) {
    if (!it.code.startsWith(`${city.codePrefix}L-`))
      report(['lists', i, 'code'], `must start with ${city.codePrefix}L-`)
    known(it.library, keys(p.libraries), 'library', 'lists', i, 'library')
    allKnown(it.scenarios, scenarios, 'scenario', 'lists', i, 'scenarios')
  }
  uniqueKeys(s.conferences, 'conferences')
  for (const [i, it] of s.conferences.entries()) {
    uniqueKeys(it.topics, 'conferences', i, 'topics')
    facts(it.facts, 'conferences', i, 'facts')
    for (const [j, group] of it.groups.entries()) {
      allKnown(group.parties, organisations, 'organisation', 'conferences', i, 'groups', j, 'parties')
      allKnown(group.topics, keys(it.topics), 'topic', 'conferences', i, 'groups', j, 'topics')
    }
  }

  section = 'calendar'
  unique(pack.calendar.years, ['years'], 'year', (y) => String(y.year))
  for (const [i, y] of pack.calendar.years.entries()) {
    const at = ['years', i] as const
    const within = (date: string) => date.startsWith(`${y.year}-`)
    uniqueKeys(y.holidays, ...at, 'holidays')
    unique(y.makeUpDays, [...at, 'makeUpDays'], 'date', (d) => d.date)
    for (const [j, h] of y.holidays.entries()) {
      if (!within(h.from)) report([...at, 'holidays', j, 'from'], `${h.from} is not in ${y.year}`)
      if (!within(h.to)) report([...at, 'holidays', j, 'to'], `${h.to} is not in ${y.year}`)
    }
    for (const [j, d] of y.makeUpDays.entries()) {
      known(d.holiday, keys(y.holidays), 'holiday', ...at, 'makeUpDays', j, 'holiday')
      if (!within(d.date)) report([...at, 'makeUpDays', j, 'date'], `${d.date} is not in ${y.year}`)
      if (y.holidays.some((h) => h.from <= d.date && d.date <= h.to)) {
        report([...at, 'makeUpDays', j, 'date'], `${d.date} is both a holiday and a day worked`)
      }
      // JavaScript counts Sunday as 0, ISO as 7.
      if (!pack.calendar.weekend.includes(new Date(`${d.date}T00:00:00Z`).getUTCDay() || 7)) {
        report([...at, 'makeUpDays', j, 'date'], `${d.date} is no weekend day: it is worked anyway`)
      }
    }
  }

  section = 'statistics'
  uniqueKeys(pack.statistics)
  for (const [i, group] of pack.statistics.entries()) facts(group.facts, i, 'facts')

  section = 'terms'
  unique(pack.terms, [], 'term', (t) => t.term)

  section = 'forms'
  uniqueKeys(pack.forms.attachmentKinds, 'attachmentKinds')
  uniqueKeys(pack.forms.requirementUnits, 'requirementUnits')

  section = 'evaluation'
  uniqueKeys(pack.evaluation.systems, 'systems')
  for (const [i, system] of pack.evaluation.systems.entries()) {
    for (const { path, message } of indicatorFaults(system)) report(['systems', i, ...path], message)
  }

  for (const name of Object.keys(pack) as (keyof CityPack)[]) {
    section = name
    eachSource(pack[name], [], (value, path) => known(value, sources, 'source', ...path))
  }
  return faults
}

function keys(items: readonly Keyed[]): ReadonlySet<string> {
  return new Set(items.map((it) => it.key))
}

/** Visits every entry of every `src`, wherever it stands. */
function eachSource(
  value: unknown,
  path: (string | number)[],
  visit: (key: string, path: (string | number)[]) => void,
) {
  if (typeof value !== 'object' || value === null) return
  for (const [name, child] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(name) : name]
    if (name === 'src' && Array.isArray(child)) for (const [i, key] of child.entries()) visit(key, [...at, i])
    else eachSource(child, at, visit)
  }
}
