import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { accountRoutes, identifyWith, openAccounts } from './accounts/index.ts'
import { actingRoutes } from './acting/index.ts'
import { clockRoutes } from './business-clock/index.ts'
import { ContentRefused, fillNode } from './first-content.ts'
import { firstLogin } from './first-login.ts'
import { planCompany, planningRoutes } from './planning/index.ts'
import { openClock } from './platform/clock.ts'
import { type Config, readConfig, WrongConfig } from './platform/config.ts'
import { giveBackMemory } from './platform/give-back-memory.ts'
import { projectFolder } from './platform/home-folder.ts'
import { calledName } from './platform/host-names.ts'
import { openHttp } from './platform/http.ts'
import { listenFailure } from './platform/listen-failure.ts'
import { createLog, type Log } from './platform/log.ts'
import { NodeRunning } from './platform/node-lock.ts'
import { type ShutdownStep, stopOnSignal } from './platform/shutdown.ts'
import { openStore } from './platform/store.ts'
import { runWorker } from './platform/task-worker.ts'
import { promisingRoutes } from './promising/index.ts'
import { editRoutes, recordRoutes, uploadRoutes } from './records/index.ts'
import { TASKS } from './tasks.ts'

const FIRST_SEARCH_SECONDS = 3
const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** A node from its command line to its last line: store, records, first plan, doors. */
async function start(config: Config, log: Log): Promise<void> {
  const steps: ShutdownStep[] = []
  const stop = stopOnSignal(steps, log)
  const lost = (error: NodeRunning): void => {
    log.error(error.message)
    void stop()
  }
  const store = await openStore({ ...config, log, lost })
  steps.unshift({ name: 'store', end: store.close })
  const { database } = store
  const clock = await openClock(database)
  const isNew = await fillNode({ database, clock, config, say })
  if (isNew) {
    const { counts } = await planCompany({ database, clock, searchSeconds: FIRST_SEARCH_SECONDS })
    say(`Forecast   ${counts.seriesForecast} series forecast`)
    say(`Plan       ${counts.ordersPlanned} orders planned, ${counts.actions} actions`)
    say(`Schedule   ${counts.operationsScheduled} operations scheduled`)
    say(`Promise    ${counts.lateLines} late orders of ${counts.openLines} open lines`)
    giveBackMemory()
  }
  const worker = await runWorker({ database, url: store.url, tasks: TASKS, concurrency: config.tasks, log })
  steps.unshift({ name: 'worker', end: worker.stop })
  const accounts = await openAccounts(database, `http://${config.host}:${config.port}`)
  const login = await firstLogin(accounts, config.home)
  const http = await openHttp({
    log,
    identify: identifyWith(accounts),
    databaseUrl: store.url,
    screens: join(projectFolder, 'packages', 'web', 'dist'),
    version: readVersion(),
    host: config.host,
  })
  accountRoutes(http, accounts)
  clockRoutes(http, { database, clock })
  planningRoutes(http, { database, clock })
  actingRoutes(http, database)
  promisingRoutes(http, { database, clock })
  recordRoutes(http, database)
  uploadRoutes(http, database)
  editRoutes(http, { database, clock })
  steps.unshift({ name: 'http', end: () => http.close() })
  await http.listen({ host: config.host, port: config.port })
  const address = `http://${calledName(config.host)}:${(http.server.address() as { port: number }).port}`
  store.note(address)
  announce(address, login)
  if (config.openBrowser && process.stdout.isTTY) openBrowser(address)
}

function announce(address: string, { email, password }: { email: string; password: string | undefined }): void {
  say('')
  say(`Address    ${address}`)
  say(`Login      ${email}  ${password ?? '(the password you chose; forgotten: npx headwater password EMAIL)'}`)
  say('Next       npx headwater --help')
}

function openBrowser(address: string): void {
  const child = spawn('xdg-open', [address], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}

const readVersion = (): string =>
  (JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }).version

const USAGE = `npm start -- [--sales FILE [--items FILE]] [--port N] [--host NAME] [--empty]
  --sales FILE   begin with your own sales: long, wide by day or week, or cumulative
  --items FILE   the items of that file and their attributes
  --port N       4700 unless told
  --host NAME    localhost unless told
  --empty        begin without the demo company`

/** Says what went wrong and what to do; answers the exit code. */
function refusal(error: unknown, config: Config | undefined): { text: string; code: number } | undefined {
  if (error instanceof WrongConfig) return { text: `${error.message}.\n\n${USAGE}`, code: 64 }
  if (error instanceof ContentRefused) return { text: error.message, code: 2 }
  if (error instanceof NodeRunning) return { text: error.message, code: 1 }
  const taken = config && listenFailure(error, config)
  if (taken) return { text: taken, code: 1 }
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'ENOSPC'
    ? { text: `The disk is full: ${message}. Free some space; the next start goes on`, code: 1 }
    : undefined
}

if (process.argv.includes('--help')) {
  say(USAGE)
} else {
  let config: Config | undefined
  const log = createLog({ level: 'warn', now: Date.now })
  try {
    config = readConfig(process.argv.slice(2), process.env)
    await start(config, createLog({ level: config.logLevel === 'info' ? 'warn' : config.logLevel, now: Date.now }))
  } catch (error) {
    const refused = refusal(error, config)
    if (refused) process.stderr.write(`${refused.text}\n`)
    else log.error('The node could not start', { error })
    process.exitCode = refused?.code ?? 1
    process.kill(process.pid, 'SIGTERM')
  }
}
