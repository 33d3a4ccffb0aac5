import { type EmbeddedPostgres, type EmbeddedPostgresLog, launch } from './launcher.ts'

export { attachEmbeddedPostgres } from './attach.ts'
export { EmbeddedPostgresError } from './errors.ts'
export type { EmbeddedPostgres, EmbeddedPostgresLog, UnexpectedExit } from './launcher.ts'

/**
 * Starts PostgreSQL for this installation alone, in `<dataDir>/postgres`, on a random loopback port, and keeps it running until `stop`.
 * It ends within a few seconds of this process, however that ends. Throws `EmbeddedPostgresError`: the folder is in use (`locked`), cannot be written,
 * is full or another user's, or there are no programs for this platform.
 */
export function startEmbeddedPostgres(options: {
  dataDir: string
  log: EmbeddedPostgresLog
}): Promise<EmbeddedPostgres> {
  return launch(options.dataDir, options.log, true)
}
