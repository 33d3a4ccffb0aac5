// npm run admin -- <command>: the command line of an installation; what it can do stands in server/admin.ts.
import { bootstrap, runServerScript } from './bootstrap.mjs'

bootstrap({ web: false })
await runServerScript('server/admin.ts', process.argv.slice(2))
