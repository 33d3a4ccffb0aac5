import type { MessageKey } from '../../../i18n/text.tsx'

/** The name of a field by the first word of its path, for lists of what is missing, commented or changed. */
const names: Readonly<Record<string, MessageKey>> = {
  title: 'form.title',
  callId: 'calls.chosen',
  summary: 'form.summary',
  problem: 'form.problemField',
  domain: 'form.domain',
  direction: 'form.direction',
  tracks: 'form.tracks',
  districts: 'form.districts',
  opener: 'form.opener',
  focus: 'form.focus',
  opportunityCny: 'form.opportunity',
  opportunityBound: 'form.bound',
  opportunityPeriod: 'form.period',
  budgetCny: 'form.budget',
  cooperationModes: 'form.cooperation',
  place: 'form.place',
  startsOn: 'form.startsOn',
  endsOn: 'form.endsOn',
  opensAt: 'form.opensAt',
  closesAt: 'form.closesAt',
  contact: 'form.contact',
  parts: 'form.parts',
  openings: 'form.openings',
  requirements: 'form.requirements',
  attachments: 'form.files',
}

export function fieldName(path: string): MessageKey | null {
  return names[path.split('.')[0] ?? ''] ?? null
}

/** Fields that can be commented on, in the order of the form. */
export const fieldPaths = Object.keys(names).filter((name) => name !== 'parts')

/** Brings the first control of a field into view and gives it the focus. */
export function goToField(path: string): void {
  const head = path.split('.')[0] ?? path
  const field =
    document.querySelector(`[data-path="${CSS.escape(path)}"]`) ??
    document.querySelector(`[data-path="${CSS.escape(head)}"]`)
  field?.scrollIntoView({ block: 'center' })
  field?.querySelector<HTMLElement>('input, textarea, select, summary')?.focus({ preventScroll: true })
}
