import { randomBytes } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import pino from 'pino'

export type LogFields = Readonly<Record<string, string | number | boolean | null>>

/** Structured lines on standard output. Callers pass ids, codes and counts, never names, addresses, texts or whole errors of a driver's query. */
export type Log = {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
  /** Something that should not happen: message and stack, with values of failed statements left out. */
  fault(thrown: unknown, fields?: LogFields): void
  newTraceId(): string
  /** For the HTTP framework. */
  readonly http: FastifyBaseLogger
}

export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? pino.destination(1),
  )
  return {
    info: (event, fields) => logger.info({ event, ...fields }),
    warn: (event, fields) => logger.warn({ event, ...fields }),
    error: (event, fields) => logger.error({ event, ...fields }),
    fault(thrown, fields) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      // A driver's `detail` repeats row values; its message and code do not.
      const code = 'code' in error && typeof error.code === 'string' ? error.code : null
      logger.error({
        event: 'fault',
        code,
        message: error.message,
        stack: error.stack?.split('\n').slice(1, 12).join('\n') ?? null,
        ...fields,
      })
    },
    newTraceId: () => randomBytes(8).toString('hex'),
    http: logger as unknown as FastifyBaseLogger,
  }
}
