import { joinDatabase } from './joined-database.ts'
import { createLog } from './platform/log.ts'
import { stopOnSignal } from './platform/shutdown.ts'
import { runWorker } from './platform/task-worker.ts'
import { TASKS } from './tasks.ts'

/** Does background work for a node until it is stopped; as many of these as one likes, on any machine that reaches the database. */
const log = createLog({ level: 'info', now: Date.now })
const { database, url, close } = await joinDatabase()
const concurrency = Number(process.env.HEADWATER_TASKS || '2')
const worker = await runWorker({ database, url, tasks: TASKS, concurrency, log })
stopOnSignal(
  [
    { name: 'worker', end: worker.stop },
    { name: 'database', end: close },
  ],
  log,
)
process.stdout.write(`Worker ${process.pid} takes background work, ${concurrency} at once\n`)
