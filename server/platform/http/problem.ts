import { errors } from '../../../contracts/errors.ts'
import { AppError, errorSentence, fieldSentence, type Locale } from '../errors.ts'

export type ProblemBody = {
  type: string
  title: string
  status: number
  code: string
  detail: string
  errors?: { path: string; code: string; message: string }[]
  params?: Record<string, unknown>
  traceId: string
}

/** RFC 9457: one sentence for the user, the faults of single fields, and nothing of our insides. */
export function problemOf(error: AppError, traceId: string, locale: Locale): ProblemBody {
  const { status } = errors[error.code]
  const sentence = errorSentence(error.code, { traceId, ...error.params }, locale)
  return {
    type: `urn:problem:${error.code}`,
    title: sentence,
    status,
    code: error.code,
    detail: sentence,
    ...(error.fields.length > 0 && {
      errors: error.fields.map((fault) => ({
        path: fault.path,
        code: fault.code,
        message: fieldSentence(fault, locale),
      })),
    }),
    ...(Object.keys(error.params).length > 0 && { params: error.params }),
    traceId,
  }
}

type DriverError = Error & { code?: string; constraint?: string }

/**
 * What a thrown thing means to the caller. Known driver errors become their own answers: the database away (503), no room left (507),
 * a uniqueness lost in a race (409). Everything else is our fault: 500, logged with its trace, told without it.
 */
export function asAppError(thrown: unknown): { error: AppError; fault: boolean } {
  if (thrown instanceof AppError) return { error: thrown, fault: false }
  const { code, message } = (thrown ?? {}) as DriverError
  if (code === 'ENOSPC' || code === '53100') return { error: new AppError('storage_full'), fault: true }
  const away = [
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
    '57P01',
    '57P02',
    '57P03',
    '08006',
    '08003',
    '53300',
  ]
  if (
    (code && away.includes(code)) ||
    /Connection terminated|is not queryable|timeout exceeded when trying to connect/.test(message ?? '')
  ) {
    return { error: new AppError('unavailable'), fault: true }
  }
  if (code === '55P03' || code === '40P01' || code === '40001' || code === '57014')
    return { error: new AppError('unavailable'), fault: true }
  // What passed the contract and yet no column can hold (NUL, year 0): the caller's to mend, and ours to say so in the contract.
  if (code === '22021' || code === '22P05' || code === '22008' || code === '22007')
    return { error: new AppError('invalid_request'), fault: true }
  if (code === '23505') return { error: new AppError('conflict', { what: '' }), fault: true }
  return { error: new AppError('internal'), fault: true }
}
