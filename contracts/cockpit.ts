import { z } from 'zod'
import { anyRole, day, instant, key, route } from './common.ts'

/**
 * The cockpit 驾驶舱: figures that nobody can type. Every one is counted from confirmed rows when it is asked for, and `rows` is the URL of the
 * collection with the filter that yields exactly these rows: their number, or the sum of the amount, is the value.
 */

export const figureKeys = [
  'super_scenarios',
  'new_products_promoted',
  'innovative_firms_landed',
  'firms_served',
  'opportunity_released',
  'contracted_amount',
  'scenarios_published',
  'intents_open',
  'intents_overdue',
  'projects_running',
] as const
export type FigureKey = (typeof figureKeys)[number]
export const dimensions = ['domain', 'direction', 'district', 'month'] as const
export type Dimension = (typeof dimensions)[number]

const bound = z.enum(['about', 'over', 'at_least', 'nearly', 'exact'])
/** Null where the viewer has no collection that shows exactly these rows. */
const rows = z.string().nullable()
const counted = { key: z.string(), label: z.string(), value: z.number() }

export const figure = z.object({
  key: z.enum(figureKeys),
  label: z.string(),
  value: z.number(),
  /** A key of the catalog's units. */
  unit: z.string(),
  /** What the programme promises; `progress` is value / target, and may pass 1. */
  target: z.object({ value: z.number(), bound, progress: z.number(), from: day, to: day }).optional(),
  rows: z.string(),
  /** What it can be broken down by. */
  by: z.array(z.enum(dimensions)),
})
export type Figure = z.infer<typeof figure>
/** A statement of the past, with its source; never added to a figure. */
const statement = z.object({
  key,
  label: z.string(),
  value: z.number(),
  unit: z.string(),
  bound,
  source: z.string().nullable(),
})
export const cockpit = z.object({
  asOf: instant,
  /** Example data counts, and every page says so. */
  demonstration: z.boolean(),
  /** Whose figures: of one district, or of the whole city. */
  district: key.nullable(),
  figures: z.array(figure),
  statements: z.array(statement),
})
export type Cockpit = z.infer<typeof cockpit>

export const breakdownItem = z.object({ ...counted, rows })
export const overdueItem = z.object({
  kind: z.string(),
  kindLabel: z.string(),
  holder: z.string(),
  holderLabel: z.string(),
  value: z.int(),
  rows,
})
export const targetLine = figure.required({ target: true }).extend({
  /** By the month a row first counted: what came, and the sum so far. */
  months: z.array(z.object({ key: z.string(), value: z.number(), sum: z.number(), rows: z.string() })),
})

/** Leaders, operators, auditors see the city; a district operator the district. */
const access = anyRole('operator', 'leader', 'auditor', 'district_operator')
const head = { asOf: instant, demonstration: z.boolean(), district: key.nullable() }

export const cockpitRoutes = {
  get: route({
    method: 'GET',
    path: '/cockpit',
    summary: 'The figures of the programme',
    access,
    responses: { 200: cockpit },
  }),
  breakdown: route({
    method: 'GET',
    path: '/cockpit/breakdown',
    summary: 'One figure by domain, direction, district, or the month a row first counted',
    access,
    query: z.strictObject({ figure: z.enum(figureKeys), by: z.enum(dimensions) }),
    responses: { 200: z.object({ ...head, items: z.array(breakdownItem) }) },
  }),
  funnel: route({
    method: 'GET',
    path: '/cockpit/funnel',
    summary: 'Scenarios by stage and state, and how many of those handed in come how far',
    access,
    responses: {
      200: z.object({
        ...head,
        stages: z.array(z.object({ ...counted, rows, states: z.array(z.object({ ...counted, rows })) })),
        /** `share` of those handed in. */
        conversion: z.array(z.object({ ...counted, share: z.number().nullable(), rows })),
      }),
    },
  }),
  overdue: route({
    method: 'GET',
    path: '/cockpit/overdue',
    summary: 'What is overdue, by kind of thing and by whose turn it is',
    access,
    responses: { 200: z.object({ ...head, items: z.array(overdueItem) }) },
  }),
  targets: route({
    method: 'GET',
    path: '/cockpit/targets',
    summary: 'How far the programme’s targets are reached, month by month',
    access,
    responses: { 200: z.object({ ...head, items: z.array(targetLine) }) },
  }),
}
