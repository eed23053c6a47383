import { spawn } from 'node:child_process'
import { delimiter, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the clone. */
export const project = resolve(dirname(fileURLToPath(import.meta.url)), '..')

const started = Date.now() - Math.round(process.uptime() * 1000)

/** What a child of ours gets: the right Node first in PATH, and a cache of compiled sources in the clone. */
export const childEnvironment = (node, more = {}) => ({
  ...process.env,
  PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? resolve(project, '.headwater', 'compile-cache'),
  HEADWATER_STARTED: process.env.HEADWATER_STARTED ?? String(started),
  ...more,
})

/** What a node is started with; a test holds them equal to what the node names. */
export const NODE_FLAGS = ['--max-semi-space-size=4']
export const NODE_ENVIRONMENT = { MALLOC_ARENA_MAX: '2' }

/** A signal to us is passed on; a child that has not ended after this is ended hard. */
const PATIENCE_MS = 4_700

/** Goes on as this program: its output is ours, signals reach it, and its exit code becomes ours. */
export function runAndExit(node, words, more) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...words], {
    cwd: project,
    stdio: 'inherit',
    env: childEnvironment(node, more),
  })
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
      if (!asked) setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
      asked = true
    })
  }
  child.on('error', (error) => {
    console.error(`The program (${words[0]}) could not be started: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}
