// A process of its own for the fault tests: starts the database of the folder it is given, says so in one line, and stops on SIGTERM.
import { EmbeddedPostgresError, startEmbeddedPostgres } from './index.ts'

const log = (level: string) => (message: string) => process.stderr.write(`${level} ${message}\n`)

try {
  const postgres = await startEmbeddedPostgres({
    dataDir: process.argv[2] ?? '',
    log: { info: log('info'), warn: log('warn'), error: log('error') },
  })
  process.stdout.write(`${JSON.stringify({ url: postgres.url, pid: postgres.pid })}\n`)
  process.on('SIGTERM', () => postgres.stop().then(() => process.exit(0)))
} catch (error) {
  if (!(error instanceof EmbeddedPostgresError)) throw error
  process.stdout.write(`${JSON.stringify({ fault: error.fault, message: error.message })}\n`)
}
