import { setTimeout as wait } from 'node:timers/promises'
import type { TaskView } from '../../../schemas/rest/planning.ts'
import { InvalidInput } from '../command.ts'
import { say } from '../progress.ts'
import { type NodeClient, NodeRefusal } from './node-client.ts'

const POLL_MS = 200
const SAY_MS = 2_000

/** Follows background work to its end and resolves with its result; Ctrl-C stops the work itself. Throws InvalidInput when it fails. */
export async function followTask<Result>(node: NodeClient, task: string): Promise<Result> {
  const stop = (): void => void node.ask('DELETE', `/api/tasks/${task}`).catch(() => {})
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  try {
    const tell = progressTeller()
    for (;;) {
      const view = await viewOf(node, task)
      tell(view)
      if (view.state === 'done') return view.result as Result
      if (view.state === 'failed' || view.state === 'cancelled')
        throw new InvalidInput(view.message || 'it was stopped; nothing of it was kept')
      await wait(POLL_MS)
    }
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop)
  }
}

/** The database may be away for a moment, as after its server was killed: the work goes on by itself. */
const MOST_AWAY = 150

async function viewOf(node: NodeClient, task: string): Promise<TaskView> {
  for (let away = 0; ; away++) {
    try {
      return await node.ask<TaskView>('GET', `/api/tasks/${task}`)
    } catch (error) {
      const isAway = error instanceof NodeRefusal && error.status === 503
      if (!isAway || away === MOST_AWAY) throw error
      await wait(POLL_MS)
    }
  }
}

/** A line for each new step, and one every two seconds while a step goes on. */
function progressTeller(): (view: TaskView) => void {
  let step = ''
  let said = 0
  return (view) => {
    if (view.step === '') return
    const now = performance.now()
    const isNew = view.step !== step
    if (!isNew && (now - said < SAY_MS || view.total === null)) return
    step = view.step
    said = now
    const share = view.total ? `  ${view.done} of ${view.total} (${Math.floor((100 * view.done) / view.total)} %)` : ''
    say(`${view.step}${share}`)
  }
}
