import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { createCalendar } from '../engines/calendar/index.ts'
import { runBackup, runRestore } from './backup/index.ts'
import { createFirstAdministrator } from './modules/accounts/index.ts'
import { readCheckpoints, verifyJournal } from './modules/records/index.ts'
import { describeSettings } from './platform/config.ts'
import type { Platform } from './platform/context.ts'
import { writeSchema } from './platform/database/write-schema.ts'
import { AppError, errorSentence } from './platform/errors.ts'
import { newId } from './platform/ids.ts'
import { checkInvariants } from './platform/invariants/index.ts'
import { systemViewer } from './platform/viewer.ts'
import { removeSeed, seedCity } from './seed/index.ts'
import { type Ground, prepare, StartError } from './start.ts'

/** The command line of an installation: works on the running server's database, or starts the embedded one for as long as it takes. */

type Command = {
  readonly usage: string
  readonly about: string
  run(ground: Ground, args: Record<string, string | undefined>): Promise<number>
}

const say = (text: string) => process.stdout.write(`${text}\n`)

function platformOf({ config, database, pack, log }: Ground): Platform {
  return { config, database, pack, log, newId, calendar: createCalendar(pack.calendar) }
}

function count(args: Record<string, string | undefined>, name: string, fallback: number): number {
  const value = Number(args[name] ?? fallback)
  if (!Number.isInteger(value) || value < 0) throw new StartError(`--${name} must be a whole number`)
  return value
}

async function readPassword(): Promise<string> {
  if (process.env.ADMIN_PASSWORD) return process.env.ADMIN_PASSWORD
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question('Password: ')
  } finally {
    terminal.close()
  }
}

const commands: Readonly<Record<string, Command>> = {
  'create-admin': {
    usage: 'create-admin --account <e-mail or mobile> --name <name>',
    about: 'make an account that administers accounts; the password is asked for, or taken from ADMIN_PASSWORD',
    async run(ground, { account = '', name = '' }) {
      const made = await createFirstAdministrator(platformOf(ground), { account, name, password: await readPassword() })
      say(`made ${made.account}; an authenticator is set up at the first sign-in`)
      return 0
    },
  },
  'verify-journal': {
    usage: 'verify-journal',
    about: 'check the whole chain of records, and the checkpoints kept in DATA_DIR; names the first bad entry',
    async run({ database, config }) {
      const checkpoints = await readCheckpoints(join(config.dataDir, 'checkpoints.jsonl'))
      const verdict = await database.read(systemViewer, (reading) => verifyJournal(reading, { checkpoints }))
      if (verdict.firstBad) say(`entry ${verdict.firstBad.seq}: ${verdict.firstBad.code}: ${verdict.firstBad.detail}`)
      say(
        verdict.ok
          ? `sound: ${verdict.count} entries, head ${verdict.head}`
          : `NOT sound; ${verdict.count} entries before the first bad one`,
      )
      return verdict.ok ? 0 : 1
    },
  },
  invariants: {
    usage: 'invariants',
    about: 'check what must always hold over the rows',
    async run(ground) {
      const client = new pg.Client({ connectionString: ground.superuserUrl ?? ground.databaseUrl })
      await client.connect()
      try {
        const broken = await checkInvariants(client)
        for (const { name, rows } of broken)
          say(`broken: ${name} (${rows.length} rows, first ${JSON.stringify(rows[0])})`)
        say(broken.length === 0 ? 'all invariants hold' : `${broken.length} invariants are broken`)
        return broken.length === 0 ? 0 : 1
      } finally {
        await client.end()
      }
    },
  },
  seed: {
    usage: 'seed --organisations N --capabilities N --scenarios N --seed S',
    about: 'add a synthetic city, marked as such; the same seed gives the same city',
    async run(ground, args) {
      const wanted = {
        organisations: count(args, 'organisations', 200),
        capabilities: count(args, 'capabilities', 500),
        scenarios: count(args, 'scenarios', 500),
        seed: args.seed ?? '1',
      }
      const started = Date.now()
      const { already } = await seedCity(platformOf(ground), wanted)
      const seconds = ((Date.now() - started) / 1000).toFixed(1)
      say(
        already
          ? `seed ${wanted.seed} is there already; remove it first (unseed), or take another`
          : `seeded ${wanted.organisations} organisations, ${wanted.capabilities} capabilities, ${wanted.scenarios} scenarios in ${seconds} s`,
      )
      return 0
    },
  },
  unseed: {
    usage: 'unseed --seed S',
    about: 'remove a synthetic city again',
    async run(ground, args) {
      const seed = args.seed ?? '1'
      const removed = await removeSeed(platformOf(ground), seed)
      if (typeof removed === 'number') {
        say(`removed what seed ${seed} had added`)
        return 0
      }
      const kept = Object.entries(removed.kept).map(([kind, count]) => `${count} ${kind}`)
      say(
        `seed ${seed} stays: ${kept.join(', ')} hang on it and are kept for good. To be rid of them too, restore a backup from before.`,
      )
      return 1
    },
  },
}

/** Commands on an installation as a whole: they open it themselves, and change nothing before they know that they can. */
const whole = {
  backup: { about: 'save everything into one new file, while the server works or not', run: runBackup },
  restore: { about: 'bring a backup back into an empty DATA_DIR and check it', run: runRestore },
} as const

async function runWhole(kind: keyof typeof whole, file: string | undefined): Promise<number> {
  if (!file) throw new StartError(`Name the file: npm run admin -- ${kind} <file>`)
  // npm changes into the project's folder; the person meant a file from where they are.
  const path = resolve(process.env.INIT_CWD ?? '.', file)
  const { said, sound } = await whole[kind].run({ LOG_LEVEL: 'warn', ...process.env }, path)
  for (const line of said) say(line)
  return sound ? 0 : 1
}

/** Commands for those who change the code: they need no installation. */
const workshop: Readonly<Record<string, () => Promise<void>>> = {
  schema: writeSchema,
  configuration: () => writeFile(new URL('../docs/configuration.md', import.meta.url), describeSettings()),
}

function help(): string {
  const all = [
    ...Object.values(commands),
    ...Object.entries(whole).map(([kind, { about }]) => ({ usage: `${kind} <file>`, about })),
  ]
  const lines = all.map(({ usage, about }) => `  ${usage}\n      ${about}`)
  return [
    'npm run admin -- <command>',
    ...lines,
    '  schema | configuration',
    '      write the generated schema files, the configuration reference',
  ].join('\n')
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  strict: true,
  options: Object.fromEntries(
    ['account', 'name', 'organisations', 'capabilities', 'scenarios', 'seed'].map((name) => [
      name,
      { type: 'string' as const },
    ]),
  ),
})
const name = positionals[0] ?? 'help'
const command = commands[name]
try {
  if (workshop[name]) {
    await workshop[name]()
  } else if (name === 'backup' || name === 'restore') {
    process.exitCode = await runWhole(name, positionals[1])
  } else if (!command) {
    say(help())
    process.exitCode = name === 'help' ? 0 : 2
  } else {
    const ground = await prepare({ LOG_LEVEL: 'warn', ...process.env }, { attach: true })
    try {
      process.exitCode = await command.run(ground, values as Record<string, string | undefined>)
    } finally {
      await ground.close()
    }
  }
} catch (error) {
  if (error instanceof AppError) say(errorSentence(error.code, error.params, 'en'))
  else if (error instanceof StartError) say(error.message)
  else throw error
  process.exitCode = 1
}
