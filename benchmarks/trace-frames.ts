import type { CDPSession } from 'playwright-core'

/** What the main thread did while something happened on a page, in milliseconds of the thread's own time. */
export interface FrameWork {
  /** Of each frame: script, style, layout and paint together. */
  readonly work: readonly number[]
  /** The longest single task. */
  readonly longest: number
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly tdur?: number
  readonly dur?: number
  readonly args?: { readonly name?: string }
}

const CATEGORIES = ['toplevel', 'devtools.timeline', '__metadata']

/** Traces the browser while `act` goes on. Time is the thread's own: what else the machine does is not counted. */
export async function traceFrames(session: CDPSession, act: () => Promise<void>): Promise<FrameWork> {
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  const complete = new Promise<void>((done) => session.once('Tracing.tracingComplete', () => done()))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, recordMode: 'recordAsMuchAsPossible' },
  })
  await act()
  await session.send('Tracing.end')
  await complete
  return readFrames(events)
}

function readFrames(events: readonly TraceEvent[]): FrameWork {
  const main = busiestMain(events)
  const tasks = events.filter((one) => isTask(one) && one.pid === main.pid && one.tid === main.tid)
  const painted = events
    .filter((one) => one.name === 'FireAnimationFrame' && one.pid === main.pid && one.tid === main.tid)
    .map((one) => one.ts)
    .sort((a, b) => a - b)
  const work = painted.map(() => 0)
  let longest = 0
  for (const task of tasks) {
    const time = (task.tdur ?? task.dur ?? 0) / 1000
    longest = Math.max(longest, time)
    // A task belongs to the frame that it leads to, or in which it paints.
    const frame = painted.findIndex((at) => at >= task.ts)
    if (frame >= 0) work[frame]! += time
  }
  return { work, longest }
}

const isTask = ({ name, ph }: TraceEvent): boolean =>
  name === 'ThreadControllerImpl::RunTask' || (name === 'RunTask' && ph === 'X')

/** The main thread of the page that drew: others of the browser have none of its frames. */
function busiestMain(events: readonly TraceEvent[]): { pid: number; tid: number } {
  const mains = events.filter((one) => one.name === 'thread_name' && one.args?.name === 'CrRendererMain')
  const count = (main: TraceEvent): number =>
    events.filter((one) => one.name === 'FireAnimationFrame' && one.pid === main.pid && one.tid === main.tid).length
  const best = mains.toSorted((a, b) => count(b) - count(a))[0]
  if (!best) throw new Error('the trace should have the main thread of a page')
  return best
}
