import type { Scenario, ScenarioPatch } from '../../../../../contracts/scenarios.ts'
import { edgeOfDay } from '../../../../ui/client/days.ts'
import { dayOf } from '../../../../ui/format.ts'

/** A scenario as it stands in the form: empty texts instead of null, days instead of moments, rows with keys. */

export interface OpeningRow {
  readonly key: string
  readonly id?: string
  readonly text: string
  readonly detail: string
}
export interface RequirementRow {
  readonly key: string
  readonly id?: string
  /** Key of the opening it concerns; '' = the whole scenario. */
  readonly opening: string
  readonly text: string
  readonly kind: 'must' | 'wish'
  readonly metric: string
  readonly comparator: string
  readonly threshold: number | null
  readonly unit: string
  readonly limitsProviders: boolean
}
export interface AttachmentRow {
  readonly fileId: string
  readonly purpose: 'stamped_form' | 'material'
  readonly name: string
  readonly bytes: number
}
export interface FormValue {
  title: string
  /** Of the call it is written for; '' = none. */
  callId: string
  summary: string
  problem: string
  domain: string
  direction: string
  tracks: string[]
  districts: string[]
  opener: string
  focus: string
  opportunityCny: number | null
  opportunityBound: string
  opportunityPeriod: string
  budgetCny: number | null
  cooperationModes: string[]
  place: string
  startsOn: string
  endsOn: string
  opensAt: string
  closesAt: string
  contact: { name: string; mobile: string; email: string }
  /** Openings and the conditions that name them by position: they are written together. */
  parts: { openings: OpeningRow[]; requirements: RequirementRow[] }
  attachments: AttachmentRow[]
}
export type Field = keyof FormValue

export const blank: FormValue = {
  title: '',
  callId: '',
  summary: '',
  problem: '',
  domain: '',
  direction: '',
  tracks: [],
  districts: [],
  opener: '',
  focus: '',
  opportunityCny: null,
  opportunityBound: '',
  opportunityPeriod: '',
  budgetCny: null,
  cooperationModes: [],
  place: '',
  startsOn: '',
  endsOn: '',
  opensAt: '',
  closesAt: '',
  contact: { name: '', mobile: '', email: '' },
  parts: { openings: [], requirements: [] },
  attachments: [],
}

export function emptyOpening(key: string): OpeningRow {
  return { key, text: '', detail: '' }
}

export function emptyRequirement(key: string): RequirementRow {
  return {
    key,
    opening: '',
    text: '',
    kind: 'must',
    metric: '',
    comparator: '',
    threshold: null,
    unit: '',
    limitsProviders: false,
  }
}

/** The server's scenario in the form. Rows are keyed by their id. */
export function fromScenario(scenario: Scenario, timeZone: string): FormValue {
  return {
    title: scenario.title,
    callId: scenario.call?.id ?? '',
    summary: scenario.summary ?? '',
    problem: scenario.problem ?? '',
    domain: scenario.domain ?? '',
    direction: scenario.direction ?? '',
    tracks: scenario.tracks,
    districts: scenario.districts,
    opener: scenario.opener ?? '',
    focus: scenario.focus ?? '',
    opportunityCny: scenario.opportunityCny,
    opportunityBound: scenario.opportunityBound ?? '',
    opportunityPeriod: scenario.opportunityPeriod ?? '',
    budgetCny: scenario.budgetCny,
    cooperationModes: scenario.cooperationModes,
    place: scenario.place ?? '',
    startsOn: scenario.startsOn ?? '',
    endsOn: scenario.endsOn ?? '',
    opensAt: scenario.opensAt ? dayOf(scenario.opensAt, timeZone) : '',
    closesAt: scenario.closesAt ? dayOf(scenario.closesAt, timeZone) : '',
    contact: {
      name: scenario.contact?.name ?? '',
      mobile: scenario.contact?.mobile ?? '',
      email: scenario.contact?.email ?? '',
    },
    parts: {
      openings: scenario.openings.map(({ id, text, detail }) => ({ key: id, id, text, detail: detail ?? '' })),
      requirements: scenario.requirements.map((row) => ({
        key: row.id,
        id: row.id,
        opening: row.openingId ?? '',
        text: row.text,
        kind: row.kind,
        metric: row.metric ?? '',
        comparator: row.comparator ?? '',
        threshold: row.threshold,
        unit: row.unit ?? '',
        limitsProviders: row.limitsProviders,
      })),
    },
    attachments: scenario.attachments.map(({ id, purpose, name, bytes }) => ({
      fileId: id,
      purpose: purpose === 'stamped_form' ? 'stamped_form' : 'material',
      name,
      bytes,
    })),
  }
}

/** Rows that say something; an empty row waits for its text and is not sent. */
export function writtenOpenings(rows: readonly OpeningRow[]): OpeningRow[] {
  return rows.filter((row) => row.text.trim() !== '' || row.detail.trim() !== '' || row.id !== undefined)
}
export function writtenRequirements(rows: readonly RequirementRow[]): RequirementRow[] {
  return rows.filter((row) => row.text.trim() !== '' || row.metric.trim() !== '' || row.id !== undefined)
}

const orNull = (text: string) => (text.trim() === '' ? null : text)

/** The patch for these fields, in the words of the contract. */
export function toPatch(changes: Partial<FormValue>, timeZone: string): ScenarioPatch {
  const patch: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(changes)) {
    if (field === 'parts') Object.assign(patch, partsPatch(value as FormValue['parts']))
    else if (field === 'opensAt') patch.opensAt = value ? edgeOfDay(value as string, 'start', timeZone) : null
    else if (field === 'closesAt') patch.closesAt = value ? edgeOfDay(value as string, 'end', timeZone) : null
    else if (field === 'contact') patch.contact = contactPatch(value as FormValue['contact'])
    else if (field === 'attachments') {
      patch.attachments = (value as AttachmentRow[]).map(({ fileId, purpose }) => ({ fileId, purpose }))
    } else if (field === 'title') patch.title = value
    else patch[field] = typeof value === 'string' ? orNull(value) : value
  }
  return patch as ScenarioPatch
}

function contactPatch(contact: FormValue['contact']): ScenarioPatch['contact'] {
  if (!contact.name.trim() && !contact.mobile.trim() && !contact.email.trim()) return null
  return { name: contact.name, mobile: orNull(contact.mobile), email: orNull(contact.email) }
}

function partsPatch(parts: FormValue['parts']) {
  const openings = writtenOpenings(parts.openings)
  return {
    openings: openings.map(({ id, text, detail }) => ({ ...(id ? { id } : {}), text, detail: orNull(detail) })),
    requirements: writtenRequirements(parts.requirements).map((row) => {
      const at = openings.findIndex((opening) => opening.key === row.opening)
      return {
        ...(row.id ? { id: row.id } : {}),
        opening: at === -1 ? null : at,
        text: row.text,
        kind: row.kind,
        metric: orNull(row.metric),
        comparator: orNull(row.comparator),
        threshold: row.threshold,
        unit: orNull(row.unit),
        limitsProviders: row.limitsProviders,
      }
    }),
  }
}

/**
 * Carries the ids that the server gave to new rows into the rows as they stand now. Rows keep their keys, so that
 * nothing jumps under the typing hand.
 */
export function adoptIds(mine: FormValue, sent: Partial<FormValue>, saved: FormValue): FormValue {
  if (!sent.parts) return mine
  const openings = idsByKey(writtenOpenings(sent.parts.openings), saved.parts.openings)
  const requirements = idsByKey(writtenRequirements(sent.parts.requirements), saved.parts.requirements)
  return {
    ...mine,
    parts: {
      openings: mine.parts.openings.map((row) => withId(row, openings)),
      requirements: mine.parts.requirements.map((row) => withId(row, requirements)),
    },
  }
}

function idsByKey(sent: readonly { key: string }[], saved: readonly { id?: string }[]): Map<string, string> {
  return new Map(sent.flatMap((row, at) => (saved[at]?.id ? [[row.key, saved[at].id] as const] : [])))
}

function withId<R extends { key: string; id?: string }>(row: R, ids: Map<string, string>): R {
  const id = row.id ?? ids.get(row.key)
  return id ? { ...row, id } : row
}

/** As values are compared: trimmed texts, written rows without their keys, conditions naming openings by position. */
export function normalForm(value: FormValue): Record<Field, unknown> {
  const openings = writtenOpenings(value.parts.openings)
  const plain = Object.fromEntries(
    Object.entries(value).map(([field, one]) => [field, typeof one === 'string' ? one.trim() : one]),
  ) as Record<Field, unknown>
  return {
    ...plain,
    contact: trimmed(value.contact),
    parts: {
      openings: openings.map(({ key: _, ...row }) => trimmed(row)),
      requirements: writtenRequirements(value.parts.requirements).map(({ key: _, opening, ...row }) => ({
        ...trimmed(row),
        opening: openings.findIndex((candidate) => candidate.key === opening),
      })),
    },
    attachments: value.attachments.map(({ fileId, purpose }) => ({ fileId, purpose })),
  }
}

function trimmed<R extends object>(row: R): R {
  return Object.fromEntries(
    Object.entries(row).map(([name, one]) => [name, typeof one === 'string' ? one.trim() : one]),
  ) as R
}
