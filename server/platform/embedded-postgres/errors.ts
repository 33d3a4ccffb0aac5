export type EmbeddedPostgresFault = 'locked' | 'unsupported' | 'unwritable' | 'disk_full' | 'foreign' | 'failed'

/** A refusal to run the embedded database; `message` is one sentence for the person at the terminal that says what to do next. */
export class EmbeddedPostgresError extends Error {
  readonly fault: EmbeddedPostgresFault

  constructor(fault: EmbeddedPostgresFault, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'EmbeddedPostgresError'
    this.fault = fault
  }
}

/** Turns what the file system or PostgreSQL said (`detail`) while doing `what` into a refusal with its advice. */
export function refusalFor(what: string, detail: string, cause?: unknown): EmbeddedPostgresError {
  if (/No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/.test(detail)) {
    return new EmbeddedPostgresError(
      'disk_full',
      `${what}: the disk is full. Free some space, then start again.`,
      cause,
    )
  }
  if (/Permission denied|EACCES|EPERM|Read-only file system|EROFS|ENOTDIR|EEXIST/.test(detail)) {
    return new EmbeddedPostgresError(
      'unwritable',
      `${what}: the folder cannot be written (${detail.trim()}). Set DATA_DIR to a folder you may write, then start again.`,
      cause,
    )
  }
  return new EmbeddedPostgresError('failed', `${what}: ${detail.trim() || 'no reason was given'}`, cause)
}

/** Runs `work`; an operating system error becomes the refusal for `what`. */
export function orRefuse<T>(what: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error
    throw refusalFor(what, error instanceof Error ? error.message : String(error), error)
  }
}
