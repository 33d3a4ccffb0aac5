import { z } from 'zod'
import { directions, evaluationFactKeys, missingPolicies, normalisation } from './evaluations.ts'
import { organisationKinds } from './organisations.ts'
import { evidenceKinds } from './promotions.ts'
import { rungs, stages } from './scenarios.ts'

/**
 * The shape of a city pack: everything that is one city's own, as data. One YAML file a section, named after the
 * section (`cities/<city>/districts.yaml` is `districts`). Unknown keys are refused, so a typing error never
 * silently drops a fact. References between sections are checked by the loader.
 *
 * Amounts are whole yuan, ratios 0..1, dates `YYYY-MM-DD` in the city's own time zone.
 */

const words = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((s) => s === s.trim() && !/\p{Cc}/u.test(s), 'must not contain line breaks or surrounding spaces')

/** A key never changes once published: addresses, filters and stored rows use it. */
const key = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens')
const isoDate = z.iso.date()
const year = z.int().min(1900).max(2200)
const period = z.strictObject({ from: year, to: year }).refine((p) => p.from <= p.to, 'must not end before it starts')

/** A text in the city's language and in English. */
export const bilingual = z.strictObject({ zh: words(600), en: words(1200) })
export type Bilingual = z.infer<typeof bilingual>

const label = { zh: words(80), en: words(160) }

/**
 * Where a statement comes from. `src`: keys of `sources`. `derived`: our classification or arithmetic, in no
 * document. `inferred`: a document suggests it but does not say it. At least `src` or `derived` is given.
 */
const provenance = {
  src: z.array(key).min(1).max(5).optional(),
  derived: z.literal(true).optional(),
  inferred: z.literal(true).optional(),
  note: bilingual.optional(),
}

function sourced<S extends z.core.$ZodLooseShape>(shape: S) {
  return z
    .strictObject({ ...shape, ...provenance })
    .refine((it) => ('src' in it && it.src) || ('derived' in it && it.derived), 'needs `src`, or `derived: true`')
}

/** How a document qualifies a figure: 约 about, 超 over, 以上 at_least, 近 nearly, or plainly exact. */
export const bounds = ['about', 'over', 'at_least', 'nearly', 'exact'] as const
const bound = z.enum(bounds)
export type Bound = (typeof bounds)[number]

const item = sourced({ key, ...label })
const fact = sourced({ key, ...label, value: z.number().nonnegative(), unit: key, bound, asOf: words(20).optional() })
/** A sourced figure: shown as a statement of its document, never added to what the platform counts. */
export type Fact = z.infer<typeof fact>

/** Data only the operator of an installation can give: shown as visibly missing until it is given. */
const fillable = z.discriminatedUnion('status', [
  z.strictObject({ key, ...label, status: z.literal('to_be_filled') }),
  z.strictObject({ key, ...label, status: z.literal('given'), value: bilingual, href: z.url().max(300).optional() }),
])
export type Fillable = z.infer<typeof fillable>

const city = z.strictObject({
  key,
  ...label,
  programme: bilingual,
  locale: z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/),
  timezone: words(40).refine(isTimeZone, 'must be an IANA time zone'),
  /** Starts the codes people speak of: scenario `PREFIX-2026-0001`, list `PREFIXL-2026-01`. */
  codePrefix: z.string().regex(/^[A-Z]{2,4}$/),
  divisionCode: z.string().regex(/^\d{6}$/),
  openingStatement: bilingual,
  operator: fillable,
  footer: z.array(fillable).min(1).max(20),
})

const source = z.strictObject({
  key,
  title: words(200),
  publisher: words(100).optional(),
  /** As precisely as the document tells it; absent when it does not. */
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}){0,2}$/)
    .optional(),
})

const tracks = sourced({ key, ...label, industry: key, priority: key.optional(), districts: z.array(key).max(40) })

const classification = z.strictObject({
  domains: z
    .array(sourced({ key, ...label, directions: z.array(item).min(1).max(30) }))
    .min(1)
    .max(30),
  tiers: z.array(item).min(1).max(10),
  industries: z
    .array(sourced({ key, ...label, tier: key, size2027Cny: z.int().positive().nullable() }))
    .min(1)
    .max(60),
  trackPriorities: z.array(sourced({ key, ...label, count: z.int().nonnegative() })).max(10),
  tracks: z.array(tracks).min(1).max(300),
  /** How many tracks the city counts in all, when some are not named. */
  tracksTotal: sourced({ all: z.int().positive(), named: z.int().positive() }),
  openers: z.array(item).min(1).max(10),
  allocationModes: z.array(item).min(1).max(20),
  cooperationModes: z.array(item).min(1).max(30),
  functionZones: z.array(item).max(30),
  focuses: z.array(item).max(40),
})

const district = z.strictObject({
  key,
  ...label,
  /** The division's statutory name where another one is in use. */
  formal: words(40).optional(),
  code: z.string().regex(/^\d{6}$/),
  /** Place on the schematic tile map, from the north-west; not a boundary. */
  tile: z.strictObject({ col: z.int().min(0).max(30), row: z.int().min(0).max(30) }),
})

/** Figures of the cockpit a programme may set a target for. */
export const targetKeys = [
  'super_scenarios',
  'new_products_promoted',
  'innovative_firms_landed',
  'firms_served',
  'opportunity_released',
  'contracted_amount',
  'scenarios_published',
] as const

/** Each group of `evidence` asks for at least one piece of one of its kinds. */
const promotionRule = sourced({
  evidence: z
    .array(z.array(z.enum(evidenceKinds)).min(1).max(evidenceKinds.length))
    .min(1)
    .max(10),
  validMonths: z.int().min(1).max(240).optional(),
})

/** The five stages, the four rungs and the figures are the product's; a pack gives their words and goals. */
const programme = z.strictObject({
  plan: sourced({ title: bilingual, period, reported: isoDate }),
  units: z
    .array(
      z.strictObject({
        key,
        zh: words(10),
        en: z.string().max(20),
        format: z.enum(['count', 'money', 'ratio', 'year']),
      }),
    )
    .min(1)
    .max(60),
  stages: z.array(sourced({ key: z.enum(stages), ...label })).length(stages.length),
  /** Lowest first. `promotion`: what an application for the rung must rest on, and for how long it holds; without it any evidence will do and it holds for good. */
  ladder: z.array(sourced({ key: z.enum(rungs), ...label, promotion: promotionRule.optional() })).length(rungs.length),
  targets: z
    .array(sourced({ key: z.enum(targetKeys), ...label, value: z.int().positive(), unit: key, bound, period }))
    .max(20),
  history: z.array(fact).max(60),
  national: z.array(fact).max(20),
  industryTargets: z.array(fact).max(60),
  services: z.array(item).min(1).max(30),
  principles: z.array(item).max(20),
  governance: z.array(sourced({ key, ...label, what: bilingual })).max(40),
  /** A library with `entersAtRung` holds what stands on that rung or above; the others are filled by hand. */
  libraries: z
    .array(sourced({ key, ...label, entersAtRung: z.enum(rungs).optional() }))
    .min(1)
    .max(20),
  /** Named ways of working, each a short list of its parts. */
  methods: z
    .array(
      sourced({
        key,
        ...label,
        items: z
          .array(z.strictObject({ key, ...label }))
          .min(1)
          .max(20),
      }),
    )
    .max(40),
  /** Whether a district or a department may recommend a submitted scenario before the operator accepts it. */
  recommendation: z.boolean(),
})

const organisations = z.strictObject({
  /** Organisations the documents name. `kind` is our classification; a credit code is never made up. */
  named: z
    .array(
      z.strictObject({
        key,
        zh: words(80),
        en: words(160),
        shortName: words(40).optional(),
        kind: z.enum(organisationKinds),
        derived: z.literal(true),
        district: key.optional(),
        src: z.array(key).min(1).max(5),
        note: bilingual.optional(),
      }),
    )
    .min(1)
    .max(500),
  chainMasters: sourced({ members: z.array(key).max(60) }),
  parks: z.array(sourced({ organisation: key, operator: key, tenants: z.array(key).max(100), district: key })).max(60),
})

const statement = sourced({ ...bilingual.shape })

const signature = z.strictObject({
  scenarios: z
    .array(
      sourced({
        key,
        code: z.string().regex(/^[A-Z]{2,4}-\d{4}-\d{4}$/),
        title: bilingual,
        publisher: key,
        opener: key,
        classification: z.strictObject({
          derived: z.literal(true),
          domain: key,
          direction: key.optional(),
          tracks: z.array(key).max(20),
        }),
        opportunity: sourced({ valueCny: z.int().positive(), bound, period }),
        summary: bilingual,
        problem: bilingual,
        target: bilingual.optional(),
        openings: z
          .array(sourced({ key, ...label, role: z.enum(['core', 'supporting']).optional() }))
          .min(1)
          .max(20),
        cooperationModes: z.array(key).max(20),
        namedOrganisations: z.array(key).max(40),
        statements: z.array(statement).max(20),
      }),
    )
    .max(100),
  /** Each list gathers scenarios of this file; `numbering` says whose number the code is. */
  lists: z
    .array(
      sourced({
        code: z.string().regex(/^[A-Z]{2,4}L-\d{4}-\d{2}$/),
        title: bilingual,
        date: isoDate,
        scenarios: z.array(key).min(1).max(100),
        library: key.optional(),
        numbering: bilingual,
      }),
    )
    .max(30),
  conferences: z
    .array(
      sourced({
        key,
        ...label,
        date: isoDate,
        facts: z.array(fact).max(20),
        topics: z.array(z.strictObject({ key, ...label })).max(30),
        /** What was signed: intentions of cooperation between the parties, not contracts. */
        groups: z.array(sourced({ parties: z.array(key).min(2).max(10), topics: z.array(key).min(1).max(10) })).max(60),
      }),
    )
    .max(20),
})

const calendarYear = sourced({
  year,
  /** Days off, both ends included; weekend days inside may be left out or not. */
  holidays: z
    .array(
      z
        .strictObject({ key, ...label, from: isoDate, to: isoDate })
        .refine((h) => h.from <= h.to, 'must not end before it starts'),
    )
    .max(40),
  /** Weekend days that are worked, each for the holiday named. */
  makeUpDays: z.array(z.strictObject({ date: isoDate, holiday: key })).max(40),
})

const calendar = z.strictObject({
  /** ISO weekdays off: 1 Monday .. 7 Sunday. */
  weekend: z.array(z.int().min(1).max(7)).max(6),
  years: z.array(calendarYear).min(1).max(60),
  /** What holds in a year without an entry: weekends alone are off, and every date reckoned there is provisional. */
  unannounced: z.strictObject({ rule: z.literal('weekends_only'), note: bilingual }),
})

const statistics = z.array(sourced({ key, ...label, facts: z.array(fact).min(1).max(60) })).max(60)

/** Words the segmenter must keep whole, beyond the names elsewhere in the pack; `synonyms` mean the same. */
const term = z.strictObject({ term: words(40), synonyms: z.array(words(60)).max(10).optional() })

const forms = z.strictObject({
  attachmentKinds: z
    .array(z.strictObject({ key, ...label }))
    .min(1)
    .max(30),
  requirementUnits: z
    .array(z.strictObject({ key, ...label }))
    .min(1)
    .max(100),
})

/** A leaf of an indicator system: which fact it scores and how; a branch gathers leaves or branches. Weights are among siblings. */
const indicatorWords = { key, ...label, weight: z.number(), what: bilingual.optional() }
const indicatorLeaf = z.strictObject({
  ...indicatorWords,
  fact: z.enum(evaluationFactKeys),
  direction: z.enum(directions),
  normalise: normalisation,
  missing: z.enum(missingPolicies),
})
export type PackIndicator =
  | z.infer<typeof indicatorLeaf>
  | {
      key: string
      zh: string
      en: string
      weight: number
      what?: Bilingual | undefined
      children: PackIndicator[]
    }
const indicator: z.ZodType<PackIndicator> = z.lazy(() =>
  z.union([indicatorLeaf, z.strictObject({ ...indicatorWords, children: z.array(indicator).min(1).max(20) })]),
)
const indicatorSystem = sourced({
  key,
  /** Raised whenever anything of it changes; evaluations keep the copy they were made with. */
  version: z.int().min(1).max(1000),
  ...label,
  purpose: bilingual,
  /** Working days of the appeal window unless the operator sets another number. */
  appealDays: z.int().min(1).max(60),
  grades: z
    .array(z.strictObject({ key, ...label, from: z.number().min(0).max(100) }))
    .min(1)
    .max(10),
  children: z.array(indicator).min(1).max(20),
})
export type PackIndicatorSystem = z.infer<typeof indicatorSystem>
const evaluation = z.strictObject({ systems: z.array(indicatorSystem).min(1).max(20) })

/** One schema a file; the file `<name>.yaml` holds the section `<name>`. */
export const cityPackFiles = {
  city,
  sources: z.array(source).min(1).max(200),
  classification,
  districts: z.array(district).min(1).max(100),
  programme,
  organisations,
  signature,
  calendar,
  statistics,
  terms: z.array(term).max(2000),
  forms,
  evaluation,
}

export const cityPackSchema = z.strictObject(cityPackFiles)
export type CityPack = z.infer<typeof cityPackSchema>
export type CityPackFile = keyof typeof cityPackFiles

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
