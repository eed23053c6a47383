import { holdInstallLock } from './bootstrap-lock.mjs'
import { checkMachine, SetUpFailure } from './bootstrap-machine.mjs'
import { provideNode } from './bootstrap-node.mjs'
import { installPackages } from './bootstrap-packages.mjs'
import { NODE_ENVIRONMENT, NODE_FLAGS, project, runAndExit } from './bootstrap-run.mjs'
import { createScreen } from './bootstrap-screen.mjs'
import { buildWeb } from './bootstrap-web.mjs'

const USAGE = `node tools/bootstrap.mjs COMMAND
  start [--sales FILE] [--items FILE] [--pack NAME] [--port N] [--host NAME] [--empty]
        [--public-url https://NAME] [--trusted-proxy ADDRESS,…]   install what is missing, then run the node
  test [FILTER…]        every test (a share of the heavy ones)
  test:full [FILTER…]   every test at full size
  check                 types, format, lint, import arrows, purity, unused code
  bench [TOPIC…] [--json]
  shots [NAME…]         pictures of all screens, in both languages and themes, for the guide
  run FILE [ARGUMENT…]  any program of the project with the right Node
  --install-only        install everything, development tools too, and stop`

/** What each command needs, and what it runs. `dev`: development tools; `web`: the built screens. */
const COMMANDS = {
  start: { dev: false, web: true, program: [...NODE_FLAGS, 'packages/node/main.ts'], env: NODE_ENVIRONMENT },
  test: { dev: true, web: true, program: ['node_modules/vitest/vitest.mjs', 'run'] },
  'test:full': {
    dev: true,
    web: true,
    program: ['node_modules/vitest/vitest.mjs', 'run'],
    env: { HEADWATER_TEST_SCALE: 'full' },
  },
  check: { dev: true, web: false, program: ['tools/check.ts'] },
  bench: { dev: true, web: true, program: ['benchmarks/main.ts'] },
  shots: { dev: true, web: true, program: ['tools/shots/main.ts'] },
  run: { dev: false, web: false, program: [] },
  '--install-only': { dev: true, web: true },
}

/** The options of `start`; a test holds them equal to those that the node reads. */
export const START_OPTIONS = {
  '--sales': true,
  '--items': true,
  '--pack': true,
  '--port': true,
  '--host': true,
  '--public-url': true,
  '--trusted-proxy': true,
  '--empty': false,
  '--help': false,
}

/** Runs one command line of the bootstrap and ends the process with its exit code. */
export async function main(words) {
  const [name, ...rest] = words
  const wrong = usageError(name, rest)
  if (wrong) {
    console.error(`${wrong}\n\n${USAGE}`)
    process.exit(64)
  }
  const command = COMMANDS[name]
  const node = await setUp(command)
  if (!command.program) return
  runAndExit(node, [...command.program, ...rest], command.env)
}

/** What is wrong with the words, or undefined. Options of the tests, the benchmarks and other programs are theirs to judge. */
export function usageError(name, rest) {
  if (name === undefined) return 'A command should be given.'
  if (!Object.hasOwn(COMMANDS, name)) return `${name.startsWith('-') ? 'Option' : 'Command'} (${name}) is not known.`
  if (name === '--install-only' || name === 'check')
    return rest.length > 0 ? `Argument (${rest[0]}) is not known after ${name}.` : undefined
  if (name === 'run') return rest.length === 0 ? 'A FILE should be given after run.' : undefined
  return name === 'start' ? startError(rest) : undefined
}

function startError(rest) {
  for (let index = 0; index < rest.length; index += 1) {
    const [option, value] = rest[index].split(/=(.*)/s)
    if (!Object.hasOwn(START_OPTIONS, option)) return `Option (${rest[index]}) is not known.`
    if (!START_OPTIONS[option]) continue
    if (value === undefined) index += 1
    if (value === undefined && rest[index] === undefined) return `Option (${option}) should be followed by a value.`
  }
  return undefined
}

/** Brings the clone to the state that the command needs; resolves with the Node to go on with. */
async function setUp({ dev, web }) {
  const screen = createScreen(process.stderr, ['Machine', 'Node', 'Packages', ...(web ? ['Screens'] : [])])
  let lock
  try {
    await screen.step('Machine', (step) => checkMachine(step))
    lock = await holdInstallLock(project, (busy) =>
      screen.say(`Waiting for another set-up of this clone (process ${busy[0]}) to finish`),
    )
    const onStart = lock.also
    const node = await screen.step('Node', (step) => provideNode(step, { onStart }))
    await screen.step('Packages', (step) => installPackages(step, { dev, onStart }))
    if (web) await screen.step('Screens', (step) => buildWeb(step, { node }))
    return node
  } catch (error) {
    screen.close()
    console.error(error instanceof SetUpFailure ? `\n${error.message}` : error)
    process.exit(1)
  } finally {
    screen.close()
    lock?.release()
  }
}
