import { writeFile } from 'node:fs/promises'
import { describePrivacy } from './privacy-register.ts'

await writeFile(new URL('../../../docs/privacy.md', import.meta.url), describePrivacy())
