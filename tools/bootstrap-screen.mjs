const FRAME_MS = 120
const PLAIN_MS = 10_000
const BUSY = ['⠋', '⠙', '⠸', '⠴', '⠦', '⠇']

/**
 * Shows steps: on a terminal as a tree that is drawn again in place, with the time left; elsewhere as plain lines, and none for a step
 * that had nothing to do.
 */
export function createScreen(stream, names) {
  const steps = names.map((name) => ({ name, state: 'waiting', note: '', started: 0, fraction: 0 }))
  const terminal = stream.isTTY === true && process.env.TERM !== 'dumb'
  const show = terminal ? tree(stream, steps) : lines(stream)
  return {
    /** Runs the work of one step; it calls `report` when it does more than look, and may set `note` when it only looked. */
    async step(name, work) {
      const step = steps.find((one) => one.name === name)
      Object.assign(step, { state: 'running', started: Date.now() })
      show.changed(step)
      const report = ({ note = step.note, fraction = step.fraction }) => {
        Object.assign(step, { note, fraction, busy: true })
        show.changed(step)
      }
      try {
        const result = await work({
          report,
          set note(text) {
            step.note = text
          },
        })
        step.state = 'done'
        return result
      } catch (error) {
        step.state = 'failed'
        throw error
      } finally {
        show.changed(step)
      }
    },
    say: show.say,
    close: show.close,
  }
}

/** "61 %, about 14 s left", from the share that is done and the time it took. */
export function timeLeft({ fraction, started }, now = Date.now()) {
  if (fraction < 0.05 || fraction >= 1) return ''
  const seconds = Math.ceil((((now - started) / fraction) * (1 - fraction)) / 1000)
  return `${Math.floor(fraction * 100)} %, about ${seconds} s left`
}

const took = (step) => `${((Date.now() - step.started) / 1000).toFixed(1)} s`

function lines(stream) {
  const said = new Map()
  const say = (text) => stream.write(`${text}\n`)
  return {
    say,
    close: () => {},
    changed: (step) => {
      if (!step.busy) return
      const now = Date.now()
      if (step.state !== 'running') return say(`${step.name}: ${step.note} (${step.state}, ${took(step)})`)
      if (said.has(step.name) && now - said.get(step.name) < PLAIN_MS) return
      said.set(step.name, now)
      say(`${step.name}: ${[step.note, timeLeft(step, now)].filter(Boolean).join(', ')}`)
    },
  }
}

function tree(stream, steps) {
  let drawn = 0
  let frame = 0
  const draw = () => {
    const width = Math.max(20, stream.columns ?? 80) - 1
    const rows = steps.map((step, index) => {
      const branch = index === steps.length - 1 ? '└─' : '├─'
      return `${branch} ${mark(step, frame)} ${step.name.padEnd(9)} ${detail(step)}`.slice(0, width)
    })
    const up = drawn > 0 ? `\x1b[${drawn}A` : ''
    stream.write(`${up}\x1b[J${['Headwater 源头', ...rows].join('\n')}\n`)
    drawn = rows.length + 1
  }
  const timer = setInterval(() => {
    frame += 1
    draw()
  }, FRAME_MS)
  timer.unref()
  return {
    changed: draw,
    close: () => clearInterval(timer),
    say: (text) => {
      stream.write(`${text}\n`)
      drawn = 0
    },
  }
}

const mark = (step, frame) => ({ waiting: '·', running: BUSY[frame % BUSY.length], done: '✓', failed: '✗' })[step.state]

function detail(step) {
  if (step.state === 'running') return [step.note, timeLeft(step)].filter(Boolean).join(', ')
  if (step.state === 'done') return step.note
  return step.state === 'failed' ? 'failed' : ''
}
