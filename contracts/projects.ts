import { z } from 'zod'
import {
  attachment,
  code,
  codedReference,
  collection,
  day,
  flag,
  historyRecord,
  id,
  idOrCode,
  idParams,
  instant,
  key,
  line,
  listOf,
  members,
  pageQuery,
  prose,
  publicAccess,
  q,
  reference,
  route,
  signedIn,
  uuidParams,
} from './common.ts'

/**
 * Projects 落地项目: a pilot or roll-out that carries out an agreement, with milestones 里程碑, indicators 指标 that both sides agreed to before
 * the start, and readings 读数 that one side reports and the other confirms.
 */

export const projectStates = ['planned', 'running', 'accepting', 'accepted', 'suspended', 'terminated'] as const
export const readingStates = ['reported', 'confirmed', 'disputed', 'corrected', 'upheld'] as const
/** Computed, never stored as a state: on course, at risk, late. Only projects under way have one. */
export const lights = ['on_course', 'at_risk', 'late'] as const
export type Light = (typeof lights)[number]
export const sides = ['owner', 'provider'] as const
export type Side = (typeof sides)[number]
export const directions = ['up', 'down'] as const

/** A measured value. Finite, and not beyond what a spreadsheet holds exactly enough. */
const measure = z.number().min(-1e15).max(1e15)
const codedThing = codedReference.extend({ code: z.string().nullable(), title: z.string() })

/** Why the light is what it is. `params` fill the sentence: title, name, days, done, total, share, elapsed (0..1). */
export const lightReason = z.object({
  code: z.enum([
    'milestone_late',
    'end_passed',
    'milestone_overdue',
    'milestones_behind',
    'indicator_behind',
    'no_reading',
  ]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export const milestone = z.object({
  id,
  title: z.string(),
  dueOn: day,
  doneOn: day.nullable(),
  /** Why it was not done, where acceptance goes ahead without it. */
  explanation: z.string().nullable(),
  responsible: z.enum(sides),
  overdue: z.boolean(),
  /** For the two sides and those who handle the scenario. */
  evidence: attachment.nullable(),
})
export const reading = z.object({
  id,
  indicator: z.object({ id, name: z.string(), unit: z.string(), direction: z.enum(directions) }),
  project: codedThing.extend({ code }),
  value: z.number(),
  unit: z.string(),
  /** When it was measured. */
  at: instant,
  state: z.enum(readingStates),
  reportedBy: z.object({ side: z.enum(sides), organisation: reference, at: instant }),
  /** Both sides once it is confirmed; empty before. One that an operator upheld stands by the reporting side alone. */
  confirmedBy: z.array(z.object({ side: z.enum(sides), organisation: reference.nullable(), at: instant })),
  holder: z.string().nullable(),
  dueAt: instant.nullable(),
  /** What was said when it was disputed, corrected or upheld. */
  reason: z.string().nullable(),
  /** The reading this one replaces, and the one that replaces it. */
  corrects: id.nullable(),
  correctedBy: id.nullable(),
  note: z.string().nullable(),
  file: attachment.nullable(),
  version: z.int(),
  actions: z.array(z.string()),
})
export type ProjectReading = z.infer<typeof reading>
export const indicator = z.object({
  id,
  name: z.string(),
  unit: z.string(),
  baseline: z.number(),
  target: z.number(),
  direction: z.enum(directions),
  method: z.string(),
  agreedByOwnerAt: instant.nullable(),
  agreedByProviderAt: instant.nullable(),
  /** Share of the way from baseline to target that the newest confirmed reading has gone; null without one. Below 0 it went backwards. */
  progress: z.number().nullable(),
  /** By the day they were measured. */
  readings: z.array(reading),
})
export type ProjectIndicator = z.infer<typeof indicator>
export const followUp = z.object({
  id,
  months: z.union([z.literal(12), z.literal(24)]),
  side: z.enum(sides),
  asksAt: instant,
  dueAt: instant,
  answeredAt: instant.nullable(),
  inUse: z.boolean().nullable(),
  scale: z.string().nullable(),
  note: z.string().nullable(),
  /** Whether the viewer is the one to answer now. */
  open: z.boolean(),
})
export const project = z.object({
  id,
  code,
  title: z.string(),
  summary: z.string().nullable(),
  place: z.string().nullable(),
  scenario: codedThing.extend({ domain: z.string().nullable(), direction: z.string().nullable() }),
  agreement: z.object({
    id,
    code: z.string().nullable(),
    kind: z.string().nullable(),
    state: z.string().nullable(),
  }),
  owner: reference,
  provider: reference,
  /** Everybody on the provider's side, the leading one first. */
  providers: z.array(reference),
  state: z.enum(projectStates),
  stateSince: instant,
  stateReason: z.string().nullable(),
  holder: z.string().nullable(),
  dueAt: instant.nullable(),
  light: z.enum(lights).nullable(),
  lightReasons: z.array(lightReason),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  startedAt: instant.nullable(),
  acceptedAt: instant.nullable(),
  milestones: z.array(milestone),
  indicators: z.array(indicator),
  capabilities: z.array(z.object({ id, title: z.string() })),
  acceptance: z
    .object({
      submittedAt: instant,
      submittedBy: z.string().nullable(),
      summary: z.string(),
      report: attachment.nullable(),
      acceptedAt: instant.nullable(),
      acceptedBy: z.string().nullable(),
      opinion: z.string().nullable(),
      minutes: attachment.nullable(),
    })
    .nullable(),
  followUps: z.array(followUp),
  /** What the next step still lacks, as field paths: for the start while planned, for acceptance while running. */
  missing: z.array(z.string()),
  synthetic: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
  actions: z.array(z.string()),
})
export type Project = z.infer<typeof project>
/** What anybody may know of a project that was accepted. */
export const acceptedProject = z.object({
  id,
  code,
  title: z.string(),
  scenario: codedThing,
  owner: reference,
  provider: reference,
  acceptedAt: instant,
  synthetic: z.boolean(),
})

const milestoneInput = z.strictObject({
  id: id.optional(),
  title: line(120),
  dueOn: day,
  responsible: z.enum(sides).default('provider'),
})
const indicatorInput = z.strictObject({
  id: id.optional(),
  name: line(80),
  unit: line(20),
  baseline: measure,
  target: measure,
  direction: z.enum(directions),
  method: prose(1000).min(1),
})
const fields = {
  title: line(120),
  summary: prose(4000).nullable(),
  place: line(120).nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  milestones: z.array(milestoneInput).max(50),
  indicators: z.array(indicatorInput).max(30),
  capabilityIds: z.array(id).max(30),
}
export const projectPatch = z.strictObject(fields).partial()
export const projectCreate = z.strictObject({ ...projectPatch.shape, title: fields.title, agreementId: idOrCode })
export const projectQuery = z.strictObject({
  q: q.optional(),
  scenario: idOrCode.optional(),
  agreement: idOrCode.optional(),
  state: listOf(z.enum(projectStates)).optional(),
  light: listOf(z.enum(lights)).optional(),
  /** Either side. */
  organisation: id.optional(),
  owner: id.optional(),
  provider: id.optional(),
  domain: listOf(key).optional(),
  direction: listOf(key).optional(),
  district: listOf(key).optional(),
  synthetic: flag.optional(),
  overdue: flag.optional(),
  /** Who has the next step. */
  holder: line(40).optional(),
  /** Started on a day of these, in the city's time zone, both included. */
  startedFrom: day.optional(),
  startedTo: day.optional(),
  sort: z.enum(['-updatedAt', '-createdAt', 'title', 'dueAt', '-acceptedAt']).default('-updatedAt'),
  ...pageQuery,
})
export type ProjectQuery = z.output<typeof projectQuery>

/** Of the lifecycle, and `agree`: one side agrees to all indicators as they stand. */
export const projectActions = [
  'agree',
  'start',
  'submit_acceptance',
  'accept',
  'reject',
  'suspend',
  'resume',
  'terminate',
] as const
export type ProjectAction = (typeof projectActions)[number]
export const readingActions = ['confirm', 'dispute', 'correct', 'uphold'] as const
export type ReadingAction = (typeof readingActions)[number]

const milestoneParams = z.strictObject({ id: idOrCode, milestoneId: id })
const followUpParams = z.strictObject({ id: idOrCode, followUpId: id })
const history = z.strictObject({ ...pageQuery })

export const projectRoutes = {
  list: route({
    method: 'GET',
    path: '/projects',
    summary:
      'Projects of one’s organisation, or those one’s role looks after; with at most the twelve newest readings of an indicator',
    access: signedIn,
    query: projectQuery,
    responses: { 200: collection(project) },
  }),
  accepted: route({
    method: 'GET',
    path: '/projects/accepted',
    summary: 'Accepted projects, as anybody may know of them',
    access: publicAccess,
    query: z.strictObject({ scenario: idOrCode.optional(), ...pageQuery }),
    responses: { 200: collection(acceptedProject) },
  }),
  get: route({
    method: 'GET',
    path: '/projects/{id}',
    summary: 'One project with its milestones, indicators and readings',
    access: signedIn,
    params: idParams,
    responses: { 200: project },
  }),
  create: route({
    method: 'POST',
    path: '/projects',
    summary: 'Plan a project under an agreement that is signed or in force',
    access: members(),
    body: projectCreate,
    responses: { 201: project },
  }),
  update: route({
    method: 'PATCH',
    path: '/projects/{id}',
    summary: 'Change a planned project; a changed indicator has to be agreed to again by both sides',
    access: members(),
    params: idParams,
    ifMatch: true,
    body: projectPatch,
    responses: { 200: project },
  }),
  act: route({
    method: 'POST',
    path: '/projects/{id}/actions/{action}',
    summary: 'Agree to the indicators, start, submit for acceptance, accept, reject, suspend, resume, terminate',
    access: members(),
    params: z.strictObject({ id: idOrCode, action: z.enum(projectActions) }),
    ifMatch: true,
    /** `summary` and `fileId` (minutes) with submit_acceptance; `opinion` and `fileId` with accept; `reason` where the lifecycle asks for one. */
    body: z
      .strictObject({
        reason: prose(2000).optional(),
        summary: prose(4000).optional(),
        opinion: prose(4000).optional(),
        fileId: id.optional(),
      })
      .default({}),
    responses: { 200: project },
  }),
  milestone: route({
    method: 'PATCH',
    path: '/projects/{id}/milestones/{milestoneId}',
    summary: 'A milestone of a running project: done, with evidence; moved, with the reason; or explained',
    access: members(),
    params: milestoneParams,
    ifMatch: true,
    body: z.strictObject({
      doneOn: day.nullable().optional(),
      fileId: id.nullable().optional(),
      dueOn: day.optional(),
      explanation: prose(1000).nullable().optional(),
      reason: prose(1000).optional(),
    }),
    responses: { 200: project },
  }),
  answerFollowUp: route({
    method: 'POST',
    path: '/projects/{id}/follow-ups/{followUpId}',
    summary: 'Still in use, at what scale? Asked of both sides 12 and 24 months after acceptance',
    access: members(),
    params: followUpParams,
    body: z.strictObject({ inUse: z.boolean(), scale: line(300), note: prose(2000).nullable().default(null) }),
    responses: { 200: project },
  }),
  history: route({
    method: 'GET',
    path: '/projects/{id}/history',
    summary: 'Records',
    access: signedIn,
    params: idParams,
    query: history,
    responses: { 200: collection(historyRecord) },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/projects/export.xlsx',
    summary: 'The list as a workbook',
    access: signedIn,
    query: projectQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
}

export const indicatorQuery = z.strictObject({ project: idOrCode.optional(), ...pageQuery })
/** An indicator by itself says which project it belongs to. */
export const indicatorOfProject = indicator.extend({ project: codedThing.extend({ code }), version: z.int() })
export const indicatorRoutes = {
  list: route({
    method: 'GET',
    path: '/indicators',
    summary: 'Indicators of the projects the viewer sees',
    access: signedIn,
    query: indicatorQuery,
    responses: { 200: collection(indicatorOfProject) },
  }),
  get: route({
    method: 'GET',
    path: '/indicators/{id}',
    summary: 'One indicator with its readings',
    access: signedIn,
    params: uuidParams,
    responses: { 200: indicatorOfProject },
  }),
}

export const readingQuery = z.strictObject({
  project: idOrCode.optional(),
  indicator: id.optional(),
  state: listOf(z.enum(readingStates)).optional(),
  synthetic: flag.optional(),
  overdue: flag.optional(),
  sort: z.enum(['-at', 'dueAt']).default('-at'),
  ...pageQuery,
})
export type ReadingQuery = z.output<typeof readingQuery>
export const readingCreate = z.strictObject({
  indicatorId: id,
  value: measure,
  /** The indicator’s own when left out; another one is refused. */
  unit: line(20).optional(),
  at: instant,
  note: prose(1000).nullable().default(null),
  fileId: id.nullable().default(null),
  /** For which of one’s organisations, where one belongs to several. */
  organisationId: id.optional(),
})
export const readingRoutes = {
  list: route({
    method: 'GET',
    path: '/readings',
    summary: 'Readings of the projects the viewer sees',
    access: signedIn,
    query: readingQuery,
    responses: { 200: collection(reading) },
  }),
  get: route({
    method: 'GET',
    path: '/readings/{id}',
    summary: 'One reading',
    access: signedIn,
    params: uuidParams,
    responses: { 200: reading },
  }),
  create: route({
    method: 'POST',
    path: '/readings',
    summary: 'Report what was measured; the other side confirms or disputes it',
    access: members(),
    body: readingCreate,
    responses: { 201: reading },
  }),
  act: route({
    method: 'POST',
    path: '/readings/{id}/actions/{action}',
    summary: 'Confirm, dispute, correct (with the new value), uphold',
    access: members('member', 'operator'),
    params: z.strictObject({ id, action: z.enum(readingActions) }),
    ifMatch: true,
    /** `value` (and a new `note`, `fileId`) with correct. Correcting answers with the new reading, which waits for confirmation. */
    body: z
      .strictObject({
        reason: prose(1000).optional(),
        value: measure.optional(),
        note: prose(1000).nullable().optional(),
        fileId: id.nullable().optional(),
      })
      .default({}),
    responses: { 200: reading },
  }),
  history: route({
    method: 'GET',
    path: '/readings/{id}/history',
    summary: 'Records',
    access: signedIn,
    params: uuidParams,
    query: history,
    responses: { 200: collection(historyRecord) },
  }),
  exportXlsx: route({
    method: 'GET',
    path: '/readings/export.xlsx',
    summary: 'The list as a workbook',
    access: signedIn,
    query: readingQuery,
    produces: 'binary',
    responses: { 200: null },
  }),
}
