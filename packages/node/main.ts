import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { identifyWith, openAccounts } from './accounts/index.ts'
import { backupTask } from './backup/backup.task.ts'
import { BACKUP_TASK } from './backup/order-backup.ts'
import { beginCompany } from './begin-company.ts'
import { firstLogin } from './first-login.ts'
import { openClock } from './platform/clock.ts'
import { type Config, readConfig } from './platform/config.ts'
import { projectFolder } from './platform/home-folder.ts'
import { calledName } from './platform/host-names.ts'
import { openHttp } from './platform/http.ts'
import { listenFailure, tryAddress } from './platform/listen-failure.ts'
import { createLog, type Log } from './platform/log.ts'
import type { NodeRunning } from './platform/node-lock.ts'
import { endNow, type ShutdownStep, stopOnSignal } from './platform/shutdown.ts'
import { openStore } from './platform/store.ts'
import { runWorker } from './platform/task-worker.ts'
import { type Refusal, refusalOf } from './refusals.ts'
import { registerDoors } from './register-doors.ts'
import { TASKS } from './tasks.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** A node from its command line to its last line: store, records, first plan, doors. */
async function start(config: Config, log: Log, steps: ShutdownStep[]): Promise<void> {
  const stop = stopOnSignal(steps, log)
  const lost = (error: NodeRunning): void => {
    log.error(error.message)
    void stop()
  }
  const store = await openStore({ ...config, log, lost })
  steps.unshift({ name: 'store', end: store.close })
  const { database } = store
  await tryAddress(config)
  const clock = await openClock(database)
  await beginCompany({ database, clock, config, say })
  const worker = await runWorker({
    database,
    url: store.url,
    tasks: { ...TASKS, [BACKUP_TASK]: backupTask(config.home) },
    concurrency: config.tasks,
    log,
  })
  steps.unshift({ name: 'worker', end: worker.stop })
  const accounts = await openAccounts(database, config.publicAddress?.origin ?? `http://${config.host}:${config.port}`)
  const login = await firstLogin(accounts, config.home)
  const http = await openHttp({
    log,
    identify: identifyWith(accounts),
    databaseUrl: store.url,
    screens: join(projectFolder, 'packages', 'web', 'dist'),
    version: readVersion(),
    host: config.host,
    publicAddress: config.publicAddress,
  })
  const place = { home: config.home, version: readVersion(), isEmbedded: config.databaseUrl === undefined }
  registerDoors(http, { database, clock, accounts, place })
  steps.unshift({ name: 'http', end: () => http.close() })
  await http.listen({ host: config.host, port: config.port })
  const address = `http://${calledName(config.host)}:${(http.server.address() as { port: number }).port}`
  store.note(address)
  announce({ address, publicly: config.publicAddress?.origin }, login)
  if (config.openBrowser && process.stdout.isTTY) openBrowser(address)
}

function announce(
  { address, publicly }: { address: string; publicly: string | undefined },
  { email, password }: { email: string; password: string | undefined },
): void {
  say('')
  say(`Address    ${address}`)
  if (publicly !== undefined) say(`Public     ${publicly}`)
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

const USAGE = `npm start -- [--sales FILE [--items FILE]] [--pack NAME] [--port N] [--host NAME] [--empty]
             [--public-url https://NAME [--trusted-proxy ADDRESS,…]]
  --sales FILE   begin with your own sales: long, wide by day or week, or cumulative
  --items FILE   the items of that file and their attributes
  --pack NAME    the industry of the demo company: one of packs
  --port N       4700 unless told
  --host NAME    localhost unless told
  --empty        begin without the demo company
  --public-url https://NAME     the name at a proxy that ends TLS in front of the node
  --trusted-proxy ADDRESS,…     proxies on other machines that may say for whom they ask`

/** Says what went wrong and what to do; answers the exit code. */
function refusal(error: unknown, config: Config | undefined): Refusal | undefined {
  const taken = config && listenFailure(error, config)
  if (taken) return { text: taken, code: 2 }
  const refused = refusalOf(error)
  return refused?.code === 64 ? { ...refused, text: `${refused.text}.\n\n${USAGE}` } : refused
}

if (process.argv.includes('--help')) {
  say(USAGE)
} else {
  let config: Config | undefined
  const steps: ShutdownStep[] = []
  const log = createLog({ level: 'warn', now: Date.now })
  try {
    config = readConfig(process.argv.slice(2), process.env)
    const level = config.logLevel === 'info' ? 'warn' : config.logLevel
    await start(config, createLog({ level, now: Date.now }), steps)
  } catch (error) {
    const refused = refusal(error, config)
    if (refused) process.stderr.write(`${refused.text}\n`)
    else log.error('The node could not start', { error })
    await endNow(steps, log, refused?.code ?? 1)
  }
}
