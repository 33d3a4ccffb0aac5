import { makeCreditCode } from '../../engines/text/index.ts'
import type { Random } from './random.ts'
import {
  brands,
  conditions,
  goals,
  measures,
  offers,
  pains,
  places,
  proofs,
  trades,
  uses,
  type Vocabulary,
} from './vocabulary.ts'

export type SeedOrganisation = ReturnType<typeof makeOrganisation>
export type SeedCapability = ReturnType<typeof makeCapability>
export type SeedScenario = ReturnType<typeof makeScenario>

const day = 86_400_000
const kinds = [
  ...Array<'firm'>(62).fill('firm'),
  ...Array<'state_firm'>(9).fill('state_firm'),
  ...Array<'government'>(9).fill('government'),
  ...Array<'university'>(4).fill('university'),
  ...Array<'institute'>(5).fill('institute'),
  ...Array<'hospital'>(4).fill('hospital'),
  ...Array<'park'>(4).fill('park'),
  ...Array<'association'>(3).fill('association'),
] as const

/** Ends in （示例）, so that nobody takes it for a real one; the credit code lies in a division that does not exist. */
export function makeOrganisation(
  random: Random,
  words: Vocabulary,
  at: { number: number; first: number; time: number },
) {
  const kind = at.number === 0 ? 'government' : at.number === 1 ? 'firm' : random.pick(kinds)
  const district = random.pick(words.districts)
  const track = random.pick(words.tracks)
  const brand = `${random.pick(brands)}${random.pick(brands)}`
  const serial = at.number.toString(36).toUpperCase()
  const names = {
    firm: `${words.city}${brand}${random.pick(trades)}有限公司`,
    state_firm: `${words.city}${brand}${random.pick(trades)}集团有限公司`,
    government: `${district.zh}${track.industry}发展服务中心`,
    university: `${words.city}${brand}科技大学`,
    institute: `${words.city}${track.zh}研究院`,
    hospital: `${district.zh}${brand}医院`,
    park: `${district.zh}${track.zh}产业园`,
    association: `${words.city}${track.industry}协会`,
  } as const
  return {
    id: random.id(at.time),
    name: `${names[kind]}（示例${serial}）`,
    creditCode: makeCreditCode(at.first + at.number),
    kind,
    district: district.key,
    tracks: [track.key],
    foundedOn: new Date(at.time - random.below(9000) * day).toISOString().slice(0, 10),
    registeredCapitalCny: kind === 'government' ? null : (1 + random.below(400)) * 500_000,
    employees: 5 + random.below(random.chance(0.1) ? 4000 : 300),
    summary: `从事${track.zh}领域的${random.pick(uses)}与${random.pick(uses)}。`,
  }
}

export function makeCapability(
  random: Random,
  words: Vocabulary,
  owner: SeedOrganisation,
  at: { time: number; number: number },
) {
  const tracks = random.some(words.tracks, 1 + random.below(2))
  const [first] = tracks
  const use = random.pick(uses)
  const offer = random.pick(offers)
  const kind = offer.endsWith('服务')
    ? 'service'
    : offer === '算法模型'
      ? 'technology'
      : random.chance(0.1)
        ? 'research_result'
        : 'product'
  const readiness = 3 + random.below(7)
  return {
    id: random.id(at.time),
    organisationId: owner.id,
    title: `${first?.zh ?? ''}${use}${offer}`,
    description: `面向${first?.industry ?? ''}的${use}${offer}，可${random.pick(goals)}。针对${random.pick(pains)}的情况，提供从部署、调试到运维的全过程支持，已形成${1 + random.below(8)}项自有技术。`,
    kind,
    readiness,
    readinessShown: readiness >= 7 ? '已在真实环境中运行，可提供现场考察。' : '完成样机验证，可开展小范围试用。',
    tracks: tracks.map((each) => each.key),
    districts: random.some(words.districts, 1 + random.below(3)).map((each) => each.key),
    visibility: random.chance(0.9) ? 'public' : 'members',
    proofs: random.some(proofs, 1 + random.below(2)).map((text) => ({ id: random.id(at.time), text })),
    at: new Date(at.time).toISOString(),
  }
}

const states = [
  ...Array<'published'>(78).fill('published'),
  ...Array<'landing'>(8).fill('landing'),
  ...Array<'demonstrating'>(6).fill('demonstrating'),
  ...Array<'evaluating'>(2).fill('evaluating'),
  ...Array<'concluded'>(3).fill('concluded'),
  ...Array<'closed'>(3).fill('closed'),
] as const

export function makeScenario(
  random: Random,
  words: Vocabulary,
  owner: SeedOrganisation,
  at: { time: number; published: number; now: number },
) {
  const tracks = random.some(words.tracks, 1 + random.below(3))
  const track = tracks[random.below(tracks.length)] ?? words.tracks[0]
  const domain = random.pick(words.domains)
  const direction = random.pick(domain.directions)
  const districts = random.some(words.districts, random.chance(0.85) ? 1 : 2)
  const place = `${districts[0]?.zh ?? ''}${random.pick(places)}`
  const [use = uses[0], second = uses[1], third = uses[2]] = random.some(uses, 3)
  const state = random.pick(states)
  const opportunity = random.chance(0.8) ? (1 + random.below(random.chance(0.1) ? 2000 : 120)) * 500_000 : null
  const goal = random.pick(goals)
  const openings = [
    { text: `${track?.zh ?? ''}${use}`, detail: `在${place}开展${use}应用，${goal}。` },
    { text: `${random.chance(0.5) ? random.pick(words.openings) : (track?.industry ?? '')}${second}`, detail: null },
    ...(random.chance(0.35) ? [{ text: `${direction.zh}${third}`, detail: null }] : []),
  ].map((each) => ({ id: random.id(at.time), ...each }))
  const measured = random.some(measures, 1 + random.below(2)).map((each) => {
    const threshold = each.low + random.below(each.high - each.low + 1)
    const unit = words.unit(each.unit)
    const sign = each.comparator === '>=' ? '不低于' : '不超过'
    return {
      text: `${each.metric}${sign}${threshold}${unit}`,
      kind: 'must',
      metric: each.metric,
      comparator: each.comparator,
      threshold,
      unit,
    }
  })
  const plain = {
    text: random.pick(conditions),
    kind: 'wish',
    metric: null,
    comparator: null,
    threshold: null,
    unit: null,
  }
  const open = state === 'published' || state === 'landing' || state === 'demonstrating'
  return {
    id: random.id(at.time),
    title: `${place}${track?.zh ?? ''}${use}应用场景`,
    summary: `围绕${track?.zh ?? ''}，在${place}开展${use}与${second}，${goal}。`,
    problem: `${place}${random.pick(pains)}，每年涉及${10 + random.below(990)}项作业。现征集成熟的${use}方案，先在${1 + random.below(9)}处试点，验证后逐步推广。`,
    domain: domain.key,
    direction: direction.key,
    tracks: tracks.map((each) => each.key),
    districts: districts.map((each) => each.key),
    opener: random.pick(words.openers),
    focus: words.focuses.length > 0 && random.chance(0.2) ? random.pick(words.focuses) : null,
    ownerId: owner.id,
    ownerName: owner.name,
    ownerDistrict: owner.district,
    state,
    rung: random.chance(0.03) ? 'laboratory' : 'listed',
    opportunityCny: opportunity,
    opportunityBound: opportunity === null ? null : random.pick(['about', 'over', 'exact'] as const),
    budgetCny: random.chance(0.4) ? (1 + random.below(100)) * 100_000 : null,
    cooperationModes: random.some(words.cooperationModes, 1 + random.below(2)),
    place,
    publishedAt: new Date(at.published).toISOString(),
    closesAt: open
      ? random.chance(0.7)
        ? new Date(at.now + (15 + random.below(350)) * day).toISOString()
        : null
      : new Date(at.published + (20 + random.below(60)) * day).toISOString(),
    openings,
    requirements: [...measured, plain].map((each, position) => ({
      id: random.id(at.time),
      openingId: position === 0 ? (openings[0]?.id ?? null) : null,
      ...each,
    })),
  }
}
