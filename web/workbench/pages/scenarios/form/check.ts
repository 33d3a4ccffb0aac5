import type { z } from 'zod'
import type { Locale } from '../../../../../contracts/common.ts'
import { type FieldErrorCode, fieldErrors, sentenceWith } from '../../../../../contracts/errors.ts'
import { scenarioPatch } from '../../../../../contracts/scenarios.ts'
import { type Field, type FormValue, toPatch } from './value.ts'

type Issue = z.core.$ZodIssue

/** The sentence for a fault, the same as the server would give. */
export function sentenceOf(issue: Issue, locale: Locale): string {
  const [code, params] = codeOf(issue)
  return sentenceWith(fieldErrors[code], params, locale)
}

function codeOf(issue: Issue): [FieldErrorCode, Record<string, unknown>] {
  if (issue.code === 'too_big') {
    return [issue.origin === 'string' ? 'too_long' : 'too_big', { max: issue.maximum }]
  }
  if (issue.code === 'too_small') {
    if (issue.origin !== 'string') return ['too_small', { min: issue.minimum }]
    return issue.minimum === 1 ? ['required', {}] : ['too_short', { min: issue.minimum }]
  }
  if (issue.code === 'invalid_format') {
    return [issue.message === 'control_character' ? 'control_character' : 'invalid_format', {}]
  }
  if (issue.code === 'unrecognized_keys') return ['unrecognized', {}]
  if (issue.code === 'invalid_value') return ['invalid_value', { options: issue.values.join(', ') }]
  return ['invalid_type', { expected: issue.code === 'invalid_type' ? issue.expected : 'string' }]
}

/**
 * What of these changes the server would take, and a sentence for each field that it would not: a half-typed address
 * waits here, everything else is saved.
 */
export function checkScenario(
  changes: Partial<FormValue>,
  timeZone: string,
  locale: Locale,
): { sendable: Partial<FormValue>; faults: Record<string, string> } {
  const sendable: Partial<Record<Field, unknown>> = {}
  const faults: Record<string, string> = {}
  for (const [field, value] of Object.entries(changes)) {
    const result = scenarioPatch.safeParse(toPatch({ [field]: value }, timeZone))
    if (result.success) sendable[field as Field] = value
    else for (const issue of result.error.issues) faults[issue.path.join('.')] ??= sentenceOf(issue, locale)
  }
  return { sendable: sendable as Partial<FormValue>, faults }
}
