import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { describeFault, loadCityPack, type PackResult, packTerms } from './index.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const tiny = join(root, 'test/packs/tiny')

function faults(result: PackResult): string[] {
  return result.ok ? [] : result.faults.map(describeFault)
}

describe('whole packs', () => {
  test('every pack of the repository loads', async () => {
    const cities = (await readdir(join(root, 'cities'))).map((name) => join(root, 'cities', name))
    for (const dir of [...cities, tiny]) expect(faults(await loadCityPack(dir))).toEqual([])
  })

  test('the tiny pack is read as written, and its terms are collected once', async () => {
    const result = await loadCityPack(tiny)
    if (!result.ok) throw new Error(faults(result).join('\n'))
    expect(result.pack.signature.scenarios[0]?.opportunity.valueCny).toBe(120_000)
    expect(result.pack.calendar.weekend).toEqual([5, 6])
    const terms = packTerms(result.pack)
    expect(terms.filter((t) => t === '智能路灯')).toEqual(['智能路灯'])
    expect(terms).toContain('智慧灯杆')
    expect(terms).toContain('示例市政处')
  })
})

describe('broken packs', () => {
  let dir = ''
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'pack-'))
    await cp(tiny, dir, { recursive: true })
  })
  afterEach(() => rm(dir, { recursive: true, force: true }))

  async function change(file: string, from: string, to: string) {
    const text = await readFile(join(dir, file), 'utf8')
    expect(text).toContain(from)
    await writeFile(join(dir, file), text.replace(from, to))
  }

  const cases: [fault: string, file: string, from: string, to: string, said: string][] = [
    [
      'unknown key',
      'city.yaml',
      'locale: zh-CN',
      'locale: zh-CN\nslogan: x',
      'city.yaml:2: Unrecognized key: "slogan"',
    ],
    [
      'missing key',
      'city.yaml',
      'codePrefix: EX\n',
      '',
      'city.yaml:2 codePrefix: Invalid input: expected string, received undefined',
    ],
    ['time zone', 'city.yaml', 'America/New_York', 'Mars/Base', 'city.yaml:7 timezone: must be an IANA time zone'],
    [
      'key spelling',
      'districts.yaml',
      'key: south',
      'key: South Side',
      'districts.yaml:2 1.key: must be lower-case letters, digits and single hyphens',
    ],
    [
      'no source',
      'statistics.yaml',
      ' bound: exact, src: [paper-1]',
      ' bound: exact',
      'statistics.yaml:1 0.facts.0: needs `src`, or `derived: true`',
    ],
    [
      'a fraction of a yuan',
      'signature.yaml',
      '120000',
      '1200.5',
      'signature.yaml:9 scenarios.0.opportunity.valueCny: Invalid input: expected int, received number',
    ],
    [
      'unknown target',
      'programme.yaml',
      'super_scenarios',
      'parades',
      'programme.yaml:14 targets.0.key: Invalid option',
    ],
    [
      'date that does not exist',
      'calendar.yaml',
      'from: 2026-06-01',
      'from: 2026-06-31',
      'calendar.yaml:5 years.0.holidays.0.from: Invalid ISO date',
    ],
    ['YAML', 'terms.yaml', ']', '', 'terms.yaml:1: Flow'],
    ['key twice in a map', 'city.yaml', 'zh: 示例市', 'zh: 示例市\nzh: 别名', 'city.yaml:4: Map keys must be unique'],
    [
      'unknown source',
      'statistics.yaml',
      'src: [paper-1]',
      'src: [paper-9]',
      'statistics.yaml:1 0.src.0: no source "paper-9" in this pack',
    ],
    [
      'unknown industry',
      'classification.yaml',
      'industry: lamps',
      'industry: candles',
      'classification.yaml:8 tracks.0.industry: no industry "candles" in this pack',
    ],
    [
      'unknown tier',
      'classification.yaml',
      'tier: only',
      'tier: other',
      'classification.yaml:5 industries.0.tier: no tier "other" in this pack',
    ],
    [
      'unknown priority',
      'classification.yaml',
      'industry: lamps,',
      'industry: lamps, priority: high,',
      'classification.yaml:8 tracks.0.priority: no track priority "high" in this pack',
    ],
    [
      'unknown host',
      'classification.yaml',
      'districts: [north]',
      'districts: [west]',
      'classification.yaml:8 tracks.0.districts.0: no district "west" in this pack',
    ],
    [
      'host twice',
      'classification.yaml',
      'districts: [north]',
      'districts: [north, north]',
      'classification.yaml:8 tracks.0.districts.1: "north" is given twice',
    ],
    [
      'track count',
      'classification.yaml',
      'named: 1',
      'named: 2',
      'classification.yaml:7 tracksTotal.named: says 2 named tracks, but 1 are given',
    ],
    [
      'direction twice',
      'classification.yaml',
      'key: workshops',
      'key: lighting',
      'classification.yaml:3 domains.1.directions.0.key: "lighting" is given twice',
    ],
    [
      'direction of another domain',
      'signature.yaml',
      'direction: lighting',
      'direction: workshops',
      'signature.yaml:8 scenarios.0.classification.direction: no direction "workshops" in domain "services"',
    ],
    ['district twice', 'districts.yaml', 'key: south', 'key: north', 'districts.yaml:2 1.key: "north" is given twice'],
    ['code twice', 'districts.yaml', '990002', '990001', 'districts.yaml:2 1.code: "990001" is given twice'],
    ['tile taken', 'districts.yaml', 'row: 1', 'row: 0', 'districts.yaml:2 1.tile: "0,0" is given twice'],
    [
      'stage twice',
      'programme.yaml',
      'key: landing',
      'key: matching',
      'programme.yaml:7 stages.3.key: "matching" is given twice',
    ],
    [
      'unknown unit',
      'statistics.yaml',
      'unit: piece',
      'unit: lamp',
      'statistics.yaml:1 0.facts.0.unit: no unit "lamp" in this pack',
    ],
    [
      'unknown publisher',
      'signature.yaml',
      'publisher: works-office',
      'publisher: nobody',
      'signature.yaml:6 scenarios.0.publisher: no organisation "nobody" in this pack',
    ],
    [
      'unknown opener',
      'signature.yaml',
      'opener: council',
      'opener: king',
      'signature.yaml:7 scenarios.0.opener: no opener "king" in this pack',
    ],
    [
      'unknown track',
      'signature.yaml',
      'tracks: [smart-lamps]',
      'tracks: [lamps]',
      'signature.yaml:8 scenarios.0.classification.tracks.0: no track "lamps" in this pack',
    ],
    [
      'code of another city',
      'signature.yaml',
      'code: EX-',
      'code: ZZ-',
      'signature.yaml:3 scenarios.0.code: must start with EX-',
    ],
    [
      'list of nothing',
      'signature.yaml',
      'scenarios: [dark-streets]',
      'scenarios: [bright-streets]',
      'signature.yaml:17 lists.0.scenarios.0: no scenario "bright-streets" in this pack',
    ],
    [
      'unknown library',
      'signature.yaml',
      'library: shelf',
      'library: attic',
      'signature.yaml:17 lists.0.library: no library "attic" in this pack',
    ],
    [
      'holiday of another year',
      'calendar.yaml',
      'to: 2026-06-01',
      'to: 2027-06-01',
      'calendar.yaml:5 years.0.holidays.0.to: 2027-06-01 is not in 2026',
    ],
    [
      'holiday that ends first',
      'calendar.yaml',
      'to: 2026-06-01',
      'to: 2026-05-01',
      'calendar.yaml:5 years.0.holidays.0: must not end before it starts',
    ],
    [
      'worked weekday',
      'calendar.yaml',
      'date: 2026-06-05',
      'date: 2026-06-03',
      'calendar.yaml:6 years.0.makeUpDays.0.date: 2026-06-03 is no weekend day: it is worked anyway',
    ],
    [
      'unknown holiday',
      'calendar.yaml',
      'holiday: city-day',
      'holiday: fair',
      'calendar.yaml:6 years.0.makeUpDays.0.holiday: no holiday "fair" in this pack',
    ],
    [
      'weights that do not sum',
      'evaluation.yaml',
      'weight: 0.75',
      'weight: 0.7',
      'evaluation.yaml:11 systems.0.children: the weights below "the top" sum to 0.95, not to 1',
    ],
    [
      'no lowest grade',
      'evaluation.yaml',
      'en: Poor, from: 0',
      'en: Poor, from: 10',
      'evaluation.yaml:9 systems.0.grades: no grade starts at 0',
    ],
    [
      'goalposts against the direction',
      'evaluation.yaml',
      'direction: up',
      'direction: down',
      'evaluation.yaml:11 systems.0.children.0: the normalisation does not fit: against direction',
    ],
    ['term twice', 'terms.yaml', '- {', '- {term: 智能路灯}\n- {', 'terms.yaml:2 1.term: "智能路灯" is given twice'],
  ]
  test.each(cases)('%s', async (_fault, file, from, to, said) => {
    await change(file, from, to)
    const [first = ''] = faults(await loadCityPack(dir))
    expect(first.slice(0, said.length)).toBe(said)
  })

  test('a holiday cannot also be worked', async () => {
    await change('calendar.yaml', 'from: 2026-06-01, to: 2026-06-01', 'from: 2026-06-01, to: 2026-06-05')
    expect(faults(await loadCityPack(dir))).toEqual([
      'calendar.yaml:6 years.0.makeUpDays.0.date: 2026-06-05 is both a holiday and a day worked',
    ])
  })

  test('several faults in several files are all told', async () => {
    await change('districts.yaml', 'row: 1', 'row: -1')
    await change('city.yaml', 'codePrefix: EX', 'codePrefix: e')
    await rm(join(dir, 'forms.yaml'))
    await writeFile(join(dir, 'slogans.yaml'), '[]')
    const told = faults(await loadCityPack(dir)).map((line) => line.split(/[ :]/, 1)[0])
    expect(told).toEqual(['slogans.yaml', 'city.yaml', 'districts.yaml', 'forms.yaml'])
  })

  test('a folder that is not there, bytes that are no text, a file far too large, an alias bomb', async () => {
    expect(faults(await loadCityPack(join(dir, 'none')))[0]).toContain('cannot be read')
    await writeFile(join(dir, 'terms.yaml'), Uint8Array.of(0xff, 0xfe, 0x00))
    await writeFile(join(dir, 'sources.yaml'), ' '.repeat(3 * 1024 * 1024))
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]']
    for (let i = 0; i < 8; i++) bomb.push(`${'bcdefghi'[i]}: &${'bcdefghi'[i]} [${Array(9).fill(`*${'abcdefgh'[i]}`)}]`)
    await writeFile(join(dir, 'forms.yaml'), bomb.join('\n'))
    const told = faults(await loadCityPack(dir))
    expect(told).toHaveLength(3)
    expect(told.map((line) => line.split(':', 1)[0])).toEqual(['sources.yaml', 'terms.yaml', 'forms.yaml'])
  })

  test('the hash follows the content, not comments or order', async () => {
    const hash = async () => {
      const result = await loadCityPack(dir)
      return result.ok ? result.hash : faults(result).join('\n')
    }
    const before = await hash()
    await change('districts.yaml', '- {key: north, zh: 北区', '# north\n- {zh: 北区, key: north')
    expect(await hash()).toBe(before)
    await change('districts.yaml', 'en: North', 'en: Northside')
    expect(await hash()).not.toBe(before)
  })
})
