import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

const PROJECT = resolve(import.meta.dirname, '..', '..', '..')

/** Runs a program of the node in this terminal; resolves with its exit code. */
export function runProgram(
  name: 'main' | 'init' | 'worker' | 'keep' | 'password',
  words: readonly string[],
): Promise<number> {
  const program = resolve(PROJECT, 'packages', 'node', `${name}.ts`)
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...words], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('exit', (code) => done(code ?? 1))
  })
}
