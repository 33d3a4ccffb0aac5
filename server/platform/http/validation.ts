import type { z } from 'zod'
import type { FieldErrorCode } from '../../../contracts/errors.ts'
import { AppError, type FieldFault } from '../errors.ts'

type Issue = z.core.$ZodIssue

function faultOf(issue: Issue, prefix: string): FieldFault[] {
  const path = [prefix, ...issue.path.map(String)].filter(Boolean).join('.')
  const fault = (code: FieldErrorCode, params?: Record<string, unknown>): FieldFault[] => [
    { path, code, ...(params && { params }) },
  ]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, code: 'unrecognized' as const }))
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return fault('required')
      if (issue.origin === 'string' || issue.origin === 'array') return fault('too_short', { min: issue.minimum })
      return fault('too_small', { min: issue.minimum })
    case 'too_big':
      if (issue.origin === 'string' || issue.origin === 'array') return fault('too_long', { max: issue.maximum })
      return fault('too_big', { max: issue.maximum })
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return fault('required')
      return fault('invalid_type', { expected: issue.expected })
    case 'invalid_value':
      return fault('invalid_value', { options: issue.values.slice(0, 30).map(String) })
    case 'invalid_format':
      return fault(issue.message === 'control_character' ? 'control_character' : 'invalid_format')
    case 'invalid_union':
      return fault('invalid_value', { options: [] })
    default:
      return fault('invalid_format')
  }
}

/** Parses one part of a request; every fault is reported, with its path below `prefix`. Throws `invalid_request`. */
export function parse<S extends z.ZodType>(schema: S, value: unknown, prefix = ''): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const fields = result.error.issues.flatMap((issue) => faultOf(issue, prefix))
  throw new AppError('invalid_request', {}, fields.slice(0, 100))
}
