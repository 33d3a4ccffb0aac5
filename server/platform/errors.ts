import { type ErrorCode, errors, type FieldErrorCode, fieldErrors, sentenceWith } from '../../contracts/errors.ts'

export type Locale = 'zh' | 'en'
export type FieldFault = { path: string; code: FieldErrorCode; params?: Record<string, unknown> }

/** A refusal the user can act on: `code` is one of `contracts/errors.ts`. Anything else that is thrown is a fault of ours. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly params: Record<string, unknown>
  readonly fields: readonly FieldFault[]

  constructor(code: ErrorCode, params: Record<string, unknown> = {}, fields: readonly FieldFault[] = []) {
    super(code)
    this.code = code
    this.params = params
    this.fields = fields
  }
}

export function refuse(code: ErrorCode, params?: Record<string, unknown>, fields?: readonly FieldFault[]): never {
  throw new AppError(code, params, fields)
}

export function errorSentence(code: ErrorCode, params: Record<string, unknown>, locale: Locale): string {
  return sentenceWith(errors[code], params, locale)
}

export function fieldSentence(fault: FieldFault, locale: Locale): string {
  return sentenceWith(fieldErrors[fault.code], fault.params ?? {}, locale)
}
