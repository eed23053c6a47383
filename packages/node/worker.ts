import { joinDatabase } from './joined-database.ts'
import { readConfig } from './platform/config.ts'
import { createLog } from './platform/log.ts'
import { stopOnSignal } from './platform/shutdown.ts'
import { runWorker } from './platform/task-worker.ts'
import { runProgram } from './refusals.ts'
import { TASKS } from './tasks.ts'

/** Does background work for a node until it is stopped; as many of these as one likes, on any machine that reaches the database. */
await runProgram(async () => {
  const log = createLog({ level: 'info', now: Date.now })
  const { tasks: concurrency } = readConfig([], process.env)
  const { database, url, close } = await joinDatabase({ mayStart: false })
  const worker = await runWorker({ database, url, tasks: TASKS, concurrency, log })
  stopOnSignal(
    [
      { name: 'worker', end: worker.stop },
      { name: 'database', end: close },
    ],
    log,
  )
  const said = process.argv.includes('--json')
    ? JSON.stringify({ worker: process.pid, concurrency, tasks: Object.keys(TASKS) })
    : `Worker ${process.pid} takes background work, ${concurrency} at once`
  process.stdout.write(`${said}\n`)
})
