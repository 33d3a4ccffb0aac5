/** Writes docs/lifecycles.md from the tables: `npx tsx engines/lifecycle/write-docs.ts`. */
import { writeFileSync } from 'node:fs'
import { drawAll } from './draw.ts'

writeFileSync(new URL('../../docs/lifecycles.md', import.meta.url), drawAll())
