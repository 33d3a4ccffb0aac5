import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import PostalMime from 'postal-mime'
import { expect } from 'vitest'
import { demoPassword } from '../../server/modules/accounts/index.ts'
import { attachEmbeddedPostgres } from '../../server/platform/embedded-postgres/attach.ts'

/** Folder that pictures are written to, when it is wanted. */
export const shots = process.env.SCREENSHOTS

export type City = {
  address: string
  browser: Browser
  /** Statements as the superuser of the embedded database. */
  sql<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>
  /** Moves the one clock forward, then lets the worker do what is due by then. Sessions end with it, as they would. */
  passTime(by: string, ...tasks: string[]): Promise<void>
  /** The text of the newest mail to an address; waits for it. */
  mailTo(address: string): Promise<string>
  /** A browser of somebody's own: Chinese, in the city's time zone. */
  visitor(how?: BrowserContextOptions): Promise<Page>
  /** Somebody signed in with a demonstration account, on the page of 待办. */
  person(login: string, how?: BrowserContextOptions): Promise<Page>
  /** Ends everybody's browser; a test that failed leaves what was on the screens in the folder SCREENSHOTS. */
  closeScreens(failed: boolean): Promise<void>
  stop(): Promise<void>
}

/** The real server as a process of its own, on an empty data folder and a free port, with a browser beside it. */
export async function startCity(): Promise<City> {
  const dataDir = await mkdtemp(join(tmpdir(), 'city-scenarios-browser-'))
  const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: dataDir,
      PORT: '0',
      RATE_LIMIT: '0',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const address = await addressOf(server)
  const urls = attachEmbeddedPostgres(dataDir)
  if (!urls) throw new Error('the embedded database does not run')
  const database = new pg.Pool({ connectionString: urls.superuserUrl, max: 2 })
  database.on('error', () => undefined)
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

  const open = new Set<Page>()
  async function closeScreens(failed: boolean): Promise<void> {
    for (const page of open) {
      if (shots && failed) {
        await mkdir(shots, { recursive: true })
        const name = join(shots, `failed-${[...open].indexOf(page)}`)
        await page.screenshot({ path: `${name}.png`, fullPage: true })
        await writeFile(`${name}.txt`, `${page.url()}\n${await page.locator('body').ariaSnapshot()}`)
      }
      await page.context().close()
    }
    open.clear()
  }

  async function visitor(how: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      baseURL: address,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      ...how,
    })
    context.setDefaultTimeout(10_000)
    const page = await context.newPage()
    open.add(page)
    return page
  }

  return {
    address,
    browser,
    visitor,
    closeScreens,
    async sql<T extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
      return (await database.query<T>(text, values)).rows
    },
    async passTime(by, ...tasks) {
      await database.query('update app_clock set shift = shift + $1::interval', [by])
      if (tasks.length === 0) return
      for (const task of tasks) await database.query('select graphile_worker.add_job($1)', [task])
      await expect
        .poll(
          async () =>
            (await database.query('select from graphile_worker.jobs where task_identifier = any($1)', [tasks]))
              .rowCount,
          { timeout: 15_000 },
        )
        .toBe(0)
    },
    async mailTo(wanted) {
      const folder = join(dataDir, 'mail')
      let text: string | undefined
      await expect
        .poll(
          async () => {
            const names = await readdir(folder).catch(() => [])
            for (const name of names.sort()) {
              const mail = await PostalMime.parse(await readFile(join(folder, name)))
              if (mail.to?.some((to) => to.address === wanted)) text = mail.text
            }
            return text
          },
          { timeout: 15_000 },
        )
        .toBeTypeOf('string')
      return text as string
    },
    async person(login, how) {
      const page = await visitor(how)
      await page.goto('/app')
      await signIn(page, `${login}@demo.local`, demoPassword)
      await page.getByRole('heading', { name: '待办', level: 1 }).waitFor()
      return page
    },
    async stop() {
      await browser.close()
      await database.end()
      if (server.exitCode === null) {
        server.kill('SIGTERM')
        await once(server, 'exit')
      }
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The address the server says it answers at; what it wrote, when it ended instead. */
async function addressOf(server: ChildProcess): Promise<string> {
  let written = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      written += chunk
      const ready = /^ready (\S+)$/m.exec(written)?.[1]
      if (ready) resolve(ready)
    }
    server.stdout?.on('data', read)
    server.stderr?.on('data', read)
    server.once('exit', () => reject(new Error(`the server ended: ${written}`)))
  })
}

/** Fills in the sign-in form that is on the screen. */
export async function signIn(page: Page, account: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: '邮箱或手机号' }).fill(account)
  await page.getByRole('textbox', { name: '密码' }).fill(password)
  await page.getByRole('button', { name: /^登\s*录$/ }).click()
}

/** A button's name as it is read: two Chinese characters may stand apart. */
export function named(verb: string): RegExp {
  return new RegExp(`^${[...verb].join('\\s*')}$`)
}

/** Presses the button of an action (an empty list offers it twice), fills in what its dialog asks, and confirms there. */
export async function act(page: Page, verb: string, fill?: (dialog: Locator) => Promise<unknown>): Promise<void> {
  await page
    .getByRole('button', { name: named(verb) })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: named(verb) })
  await fill?.(dialog)
  await dialog.getByRole('button', { name: named(verb) }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Opens one's todo of that title from the page of 待办. */
export async function openTodo(page: Page, title: string): Promise<void> {
  await page.goto('/app')
  await page.getByRole('main').getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { name: '下一步' }).or(page.getByText('下一步')).first().waitFor()
}
