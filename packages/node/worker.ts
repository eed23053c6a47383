import { openExchange } from './exchange/index.ts'
import { joinDatabase } from './joined-database.ts'
import { openClock } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import { createLog } from './platform/log.ts'
import { stopOnSignal } from './platform/shutdown.ts'
import { runWorker } from './platform/task-worker.ts'
import { runProgram } from './refusals.ts'
import { tasksOf } from './tasks.ts'

/** Does background work for a node until it is stopped; as many of these as one likes, on any machine that reaches the database. */
await runProgram(async () => {
  const log = createLog({ level: 'info', now: Date.now })
  const { tasks: concurrency, loopbackPartners, mostSearchSeconds } = readConfig([], process.env)
  const { database, url, close } = await joinDatabase({ mayStart: false })
  const exchange = await openExchange(database, { log, clock: await openClock(database), loopbackPartners })
  const tasks = tasksOf({ exchange, mostSearchSeconds })
  const worker = await runWorker({ database, url, tasks, concurrency, log })
  stopOnSignal(
    [
      { name: 'worker', end: worker.stop },
      { name: 'exchange', end: exchange.close },
      { name: 'database', end: close },
    ],
    log,
  )
  const said = process.argv.includes('--json')
    ? JSON.stringify({ worker: process.pid, concurrency, tasks: Object.keys(tasks) })
    : `Worker ${process.pid} takes background work, ${concurrency} at once`
  process.stdout.write(`${said}\n`)
})
