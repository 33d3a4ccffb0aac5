import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { openCluster, serverArguments } from './cluster.ts'
import { EmbeddedPostgresError } from './errors.ts'
import { type Home, openBase, openHome } from './home.ts'
import { takeLock } from './lock.ts'
import { postgresProcessesIn, stopPostgresIn } from './processes.ts'
import { provision, urlsFor } from './provision.ts'
import { type Ending, freePort, type ServerProcess, startServer } from './server-process.ts'

export type EmbeddedPostgresLog = {
  info(message: string): void
  warn(message: string): void
  error(message: string): void
}

/** The server ended without being asked. `restarting: false`: it ended too often and stays down; the application should end too. */
export type UnexpectedExit = { reason: string; restarting: boolean }

export type EmbeddedPostgres = {
  /** Signs in as the owner of the database, who is neither superuser nor above row-level security. The same after a restart. */
  url: string
  /** For tests and repairs; the application does not use it. */
  superuserUrl: string
  /** PostgreSQL's main process; another one after a restart. */
  readonly pid: number
  /** Cuts off clients, writes everything and ends; may be called again. */
  stop(): Promise<void>
  /** Called each time the server ends without being asked. */
  onExit(listener: (exit: UnexpectedExit) => void): void
}

function howItEnded({ code, signal, words }: Ending): string {
  return signal ?? (code === null ? words : `exit code ${code}`)
}

const restartLimit = { times: 5, withinMs: 60_000 }

/** Leaves no process and no pid file of a killed predecessor: PostgreSQL would take any process that has inherited the number for it. */
async function clearRemains(home: Home, log: EmbeddedPostgresLog): Promise<void> {
  const found = await stopPostgresIn(home.cluster)
  if (found > 0) log.warn(`stopped ${found} processes that an earlier run of the embedded database left behind`)
  const pidFile = join(home.cluster, 'postmaster.pid')
  if (process.platform !== 'win32' && existsSync(pidFile) && postgresProcessesIn(home.cluster).length === 0)
    rmSync(pidFile, { force: true })
}

/** Starts the cluster of `dataDir` and keeps it running. `durable: false` gives up crash safety for speed and is for tests alone. */
export async function launch(dataDir: string, log: EmbeddedPostgresLog, durable: boolean): Promise<EmbeddedPostgres> {
  const base = openBase(dataDir)
  const locks = [takeLock(base)]
  const unlock = () => {
    for (const release of locks) release()
  }
  try {
    const home = openHome(base, (message) => log.info(message))
    if (home.root !== base) locks.push(takeLock(home.root)) // a copy of the data folder points to the same place
    return await run(home, log, durable, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

async function run(
  home: Home,
  log: EmbeddedPostgresLog,
  durable: boolean,
  unlock: () => void,
): Promise<EmbeddedPostgres> {
  const binaries = findBinaries(home.root, home.user)
  const passwords = openCluster(home, binaries, durable)
  await clearRemains(home, log)

  let port = await freePort()
  const start = () => startServer(binaries.postgres, serverArguments(home.cluster, port, durable), home)
  const startOnSomePort = async (attempts: number): Promise<ServerProcess> => {
    try {
      return await start()
    } catch (error) {
      if (
        attempts <= 1 ||
        !(error instanceof EmbeddedPostgresError) ||
        !/could not bind|Address already in use/.test(error.message)
      )
        throw error
      port = await freePort()
      return startOnSomePort(attempts - 1)
    }
  }
  let server = await startOnSomePort(5)
  const urls = urlsFor(port, passwords)
  await provision(urls.superuserUrl, passwords).catch(async (error) => {
    await server.stop()
    throw error
  })

  const listeners: ((exit: UnexpectedExit) => void)[] = []
  let stopping = false
  let recent: number[] = []
  const report = (reason: string): boolean => {
    recent = [...recent.filter((at) => at > Date.now() - restartLimit.withinMs), Date.now()]
    const restarting = recent.length <= restartLimit.times
    const text = `the embedded database ended by itself (${reason})`
    if (restarting) log.warn(`${text} and is started again`)
    else
      log.error(
        `${text} ${recent.length} times within a minute and stays down; its log is in ${join(home.cluster, 'log')}`,
      )
    for (const listener of listeners) listener({ reason, restarting })
    return restarting
  }
  const keepRunning = async (): Promise<void> => {
    let ending = howItEnded(await server.ended)
    while (!stopping && report(ending)) {
      try {
        await clearRemains(home, log)
        if (stopping) break
        server = await start()
        if (stopping) await server.stop()
        else log.info('the embedded database is back')
        ending = howItEnded(await server.ended)
      } catch (error) {
        ending = error instanceof Error ? error.message : String(error)
        await pause(500)
      }
    }
  }
  const kept = keepRunning()
    .then(() => clearRemains(home, log))
    .finally(unlock)

  return {
    ...urls,
    get pid() {
      return server.pid
    },
    async stop() {
      stopping = true
      await server.stop()
      await kept
    },
    onExit(listener) {
      listeners.push(listener)
    },
  }
}
