import type { ScenarioPatch } from '../../../../contracts/scenarios.ts'
import { parseMobile } from '../../../../engines/text/index.ts'
import type { FieldFault } from '../../../platform/errors.ts'
import type { KeyKind, Keys } from '../../catalog/index.ts'

/** What the contract's shapes cannot say: keys of this city, dates in order, complete measures, openings that exist. */
export function faultsOf(
  patch: ScenarioPatch,
  keys: Keys,
  before: {
    opensAt: string | null
    closesAt: string | null
    startsOn: string | null
    endsOn: string | null
    domain: string | null
    openings: number
  },
): FieldFault[] {
  const faults: FieldFault[] = []
  const known = (path: string, kind: KeyKind, value: string | null | undefined) => {
    if (value && !keys.has(kind, value)) faults.push({ path, code: 'unknown_key' })
  }
  known('domain', 'domain', patch.domain)
  known('direction', 'direction', patch.direction)
  known('opener', 'opener', patch.opener)
  known('focus', 'focus', patch.focus)
  for (const [index, value] of (patch.tracks ?? []).entries()) known(`tracks.${index}`, 'track', value)
  for (const [index, value] of (patch.districts ?? []).entries()) known(`districts.${index}`, 'district', value)
  for (const [index, value] of (patch.cooperationModes ?? []).entries())
    known(`cooperationModes.${index}`, 'cooperationMode', value)
  const domain = patch.domain === undefined ? before.domain : patch.domain
  if (
    patch.direction &&
    domain &&
    keys.has('direction', patch.direction) &&
    keys.domainOf(patch.direction) !== domain
  ) {
    faults.push({
      path: 'direction',
      code: 'invalid_value',
      params: {
        options: keys
          .labels('direction')
          .filter((each) => keys.domainOf(each.key) === domain)
          .map((each) => each.key),
      },
    })
  }
  const opens = patch.opensAt === undefined ? before.opensAt : patch.opensAt
  const closes = patch.closesAt === undefined ? before.closesAt : patch.closesAt
  if (opens && closes && closes <= opens) faults.push({ path: 'closesAt', code: 'order' })
  const starts = patch.startsOn === undefined ? before.startsOn : patch.startsOn
  const ends = patch.endsOn === undefined ? before.endsOn : patch.endsOn
  if (starts && ends && ends < starts) faults.push({ path: 'endsOn', code: 'order' })
  const openings = patch.openings?.length ?? before.openings
  for (const [index, each] of (patch.requirements ?? []).entries()) {
    const at = `requirements.${index}`
    if (each.opening !== null && each.opening >= openings)
      faults.push({ path: `${at}.opening`, code: 'invalid_type', params: { expected: 'place' } })
    // A measure is whole or not there: what is measured, how it compares, and with what.
    const measured = [each.metric, each.comparator, each.threshold]
    if (measured.some((part) => part !== null) && measured.some((part) => part === null)) {
      if (each.metric === null) faults.push({ path: `${at}.metric`, code: 'required' })
      if (each.comparator === null) faults.push({ path: `${at}.comparator`, code: 'required' })
      if (each.threshold === null) faults.push({ path: `${at}.threshold`, code: 'required' })
    }
  }
  const texts = new Map<string, number>()
  for (const [index, each] of (patch.openings ?? []).entries()) {
    const first = texts.get(each.text)
    if (first !== undefined)
      faults.push({ path: `openings.${index}.text`, code: 'duplicate', params: { where: first + 1 } })
    else texts.set(each.text, index)
  }
  const files = new Set<string>()
  for (const [index, { fileId }] of (patch.attachments ?? []).entries()) {
    if (files.has(fileId))
      faults.push({
        path: `attachments.${index}.fileId`,
        code: 'duplicate',
        params: { where: [...files].indexOf(fileId) + 1 },
      })
    files.add(fileId)
  }
  if (patch.contact?.mobile && !parseMobile(patch.contact.mobile).ok)
    faults.push({ path: 'contact.mobile', code: 'invalid_format' })
  return faults
}
