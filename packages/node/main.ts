import { spawn } from 'node:child_process'
import { type Config, readConfig } from './platform/config.ts'
import { listenFailure, tryAddress } from './platform/listen-failure.ts'
import { createLog, type Log } from './platform/log.ts'
import { keepMemoryLow } from './platform/memory.ts'
import type { NodeRunning } from './platform/node-lock.ts'
import { endNow, type ShutdownStep, stopOnSignal } from './platform/shutdown.ts'
import { openStore } from './platform/store.ts'
import type { Refusal } from './refusals.ts'
import type { Served } from './serve-company.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** A node from its command line to its last line: store, records, first plan, doors. */
async function start(config: Config, log: Log, steps: ShutdownStep[]): Promise<void> {
  const stop = stopOnSignal(steps, log)
  const lost = (error: NodeRunning): void => {
    log.error(error.message)
    void stop()
  }
  // Nine tenths of the program are read while the database starts.
  const serving = import('./serve-company.ts')
  const store = await openStore({ ...config, log, lost })
  steps.unshift({ name: 'store', end: store.close })
  await tryAddress(config)
  const { serveCompany } = await serving
  const served = await serveCompany({ store, config, log, steps, say })
  store.note(served.address)
  announce(served, config)
  if (config.openBrowser && process.stdout.isTTY) openBrowser(served.address)
}

function announce({ address, login: { email, password } }: Served, { publicAddress }: Config): void {
  say('')
  say(`Address    ${address}`)
  if (publicAddress) say(`Public     ${publicAddress.origin}`)
  say(`Login      ${email}  ${password ?? '(the password you chose; forgotten: npx headwater password EMAIL)'}`)
  say('Next       npx headwater --help')
}

function openBrowser(address: string): void {
  const child = spawn('xdg-open', [address], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}

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
async function refusal(error: unknown, config: Config | undefined): Promise<Refusal | undefined> {
  const taken = config && listenFailure(error, config)
  if (taken) return { text: taken, code: 2 }
  const { refusalOf } = await import('./refusals.ts')
  const refused = refusalOf(error)
  return refused?.code === 64 ? { ...refused, text: `${refused.text}.\n\n${USAGE}` } : refused
}

keepMemoryLow()
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
    const refused = await refusal(error, config)
    if (refused) process.stderr.write(`${refused.text}\n`)
    else log.error('The node could not start', { error })
    await endNow(steps, log, refused?.code ?? 1)
  }
}
