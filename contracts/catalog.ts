import { z } from 'zod'
import { key, publicAccess, route } from './common.ts'

/** The city pack's classifications, as read-only collections. Labels in both languages; every fact keeps its source. */

const bilingual = { zh: z.string(), en: z.string() }
const sourced = {
  src: z.string().nullable(),
  derived: z.boolean().optional(),
  inferred: z.boolean().optional(),
}

export const catalogEntry = z.object({ key, ...bilingual, ...sourced })
export const figureEntry = z.object({
  key,
  ...bilingual,
  value: z.number(),
  unit: z.string(),
  bound: z.enum(['about', 'over', 'at_least', 'nearly', 'exact']),
  period: z.string().nullable(),
  ...sourced,
})

export const catalog = z.object({
  city: z.object({
    key,
    ...bilingual,
    codePrefix: z.string(),
    timezone: z.string(),
    programme: z.object(bilingual),
    opening: z.object(bilingual),
  }),
  domains: z.array(catalogEntry.extend({ directions: z.array(catalogEntry) })),
  industries: z.array(catalogEntry.extend({ tier: z.string(), target2027Cny: z.number().nullable() })),
  tracks: z.array(catalogEntry.extend({ industry: key, priority: z.string().nullable(), hosts: z.array(key) })),
  districts: z.array(
    catalogEntry.extend({
      code: z.string(),
      formal: z.string().nullable(),
      tile: z.object({ col: z.int(), row: z.int() }),
    }),
  ),
  zones: z.array(catalogEntry),
  focuses: z.array(catalogEntry),
  openers: z.array(catalogEntry),
  stages: z.array(catalogEntry),
  ladder: z.array(catalogEntry),
  cooperationModes: z.array(catalogEntry),
  priorities: z.array(catalogEntry),
  targets: z.array(figureEntry),
  history: z.array(figureEntry),
  governance: z.array(catalogEntry),
  services: z.array(catalogEntry),
  sources: z.array(z.object({ key: z.string(), title: z.string(), date: z.string().nullable() })),
  footer: z.array(z.object({ key, ...bilingual, value: z.object(bilingual).nullable(), href: z.string().nullable() })),
  /** Working days, as `engines/calendar` takes them: ISO weekdays off, days off (both ends included), weekend days worked. */
  calendar: z.object({
    weekend: z.array(z.int()),
    years: z.array(
      z.object({
        year: z.int(),
        holidays: z.array(z.object({ from: z.string(), to: z.string() })),
        makeUpDays: z.array(z.object({ date: z.string() })),
      }),
    ),
  }),
  /** What this installation is connected to. */
  features: z.object({ unifiedLogin: z.boolean() }),
  /** Every enumeration of the API with its labels: states, roles, kinds, reasons. */
  enumerations: z.record(z.string(), z.array(z.object({ key: z.string(), ...bilingual }))),
})
export type Catalog = z.infer<typeof catalog>

export const catalogSections = [
  'domains',
  'directions',
  'industries',
  'tracks',
  'districts',
  'zones',
  'focuses',
  'targets',
  'history',
  'enumerations',
] as const

export const catalogRoutes = {
  all: route({
    method: 'GET',
    path: '/catalog',
    summary: 'The whole catalog of the city',
    access: publicAccess,
    responses: { 200: catalog },
  }),
  section: route({
    method: 'GET',
    path: '/catalog/{section}',
    summary: 'One classification of the catalog',
    access: publicAccess,
    params: z.strictObject({ section: z.enum(catalogSections) }),
    responses: { 200: z.object({ items: z.array(z.looseObject({ key: z.string(), ...bilingual })) }) },
  }),
}
