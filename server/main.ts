import { demoPassword } from './modules/accounts/index.ts'
import { StartError, start } from './start.ts'

/** Starts the server from the environment; says `ready http://HOST:PORT` when it answers; SIGTERM and SIGINT end it in good order. */
try {
  const running = await start(process.env, { demo: process.argv.includes('--demo') })
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    // A job that takes longer is taken up again at the next start; the embedded database ends in good order once this process is gone.
    setTimeout(() => {
      process.stderr.write('Something under way did not end in time and was cut off.\n')
      process.exit(1)
    }, 9000).unref()
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  // Without its database the server can do nothing; whoever supervises it should start it anew.
  void running.lost.then(() => process.exit(1))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  for (const { account, name, organisation } of running.demo) {
    process.stdout.write(`demo  ${account.padEnd(24)} ${demoPassword}  ${name} / ${organisation}\n`)
  }
  process.stdout.write(`ready ${running.address}\n`)
} catch (error) {
  if (!(error instanceof StartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
