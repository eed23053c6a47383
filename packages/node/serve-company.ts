import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { identifyWith, openAccounts } from './accounts/index.ts'
import { backupTask } from './backup/backup.task.ts'
import { BACKUP_TASK } from './backup/order-backup.ts'
import { beginCompany } from './begin-company.ts'
import { openExchange, startCourier } from './exchange/index.ts'
import { type FirstLogin, firstLogin } from './first-login.ts'
import { openClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { projectFolder } from './platform/home-folder.ts'
import { calledName } from './platform/host-names.ts'
import { openHttp } from './platform/http.ts'
import type { Log } from './platform/log.ts'
import type { ShutdownStep } from './platform/shutdown.ts'
import type { Store } from './platform/store.ts'
import { runWorker } from './platform/task-worker.ts'
import { registerDoors } from './register-doors.ts'
import { tasksOf } from './tasks.ts'

export interface Serving {
  readonly store: Store
  readonly config: Config
  readonly log: Log
  readonly steps: ShutdownStep[]
  readonly say: (line: string) => void
}

/** What people need to know of a node that serves. */
export interface Served {
  readonly address: string
  readonly login: FirstLogin
}

/** Everything above the database: records, first plan, background work, doors. */
export async function serveCompany({ store, config, log, steps, say }: Serving): Promise<Served> {
  const { database } = store
  const clock = await openClock(database)
  await beginCompany({ database, clock, config, say })
  const exchange = await openExchange(database, { log, clock, loopbackPartners: config.loopbackPartners })
  steps.unshift({ name: 'exchange', end: exchange.close })
  const worker = await runWorker({
    database,
    url: store.url,
    tasks: {
      ...tasksOf({ exchange, mostSearchSeconds: config.mostSearchSeconds }),
      [BACKUP_TASK]: backupTask(config.home),
    },
    concurrency: config.tasks,
    log,
  })
  steps.unshift({ name: 'worker', end: worker.stop })
  const accounts = await openAccounts(database, config.publicAddress?.origin ?? `http://${config.host}:${config.port}`)
  const [login, http] = await Promise.all([
    firstLogin(accounts, config.home),
    openHttp({
      log,
      identify: identifyWith(accounts),
      identifyPartner: exchange.identifyPartner,
      databaseUrl: store.url,
      screens: join(projectFolder, 'packages', 'web', 'dist'),
      version: readVersion(),
      host: config.host,
      publicAddress: config.publicAddress,
    }),
  ])
  const place = { home: config.home, version: readVersion(), isEmbedded: config.databaseUrl === undefined }
  registerDoors(http, { database, clock, accounts, place, exchange })
  steps.unshift({ name: 'http', end: () => http.close() })
  await http.listen({ host: config.host, port: config.port })
  const { port } = http.server.address() as { port: number }
  await exchange.identity.settle(config.publicAddress?.origin ?? `http://localhost:${port}`)
  const courier = await startCourier(exchange, store.url)
  steps.unshift({ name: 'courier', end: courier.stop })
  return { address: `http://${calledName(config.host)}:${port}`, login }
}

const readVersion = (): string =>
  (JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }).version
