import { spawn } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'
import { keep, SetUpFailure } from './bootstrap-machine.mjs'

const NETWORK =
  /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network (?:request|timeout)/
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs npm (the one in PATH) and calls `onFetch` for each package it fetched. Everything it says goes to .headwater/install.log. Throws
 * a SetUpFailure that says what to do when it fails; what was fetched stays in npm's cache, so the next run goes on.
 */
export async function runNpm(words, { cwd, onFetch, onStart }) {
  const log = createWriteStream(keep('install.log'), { flags: 'w', mode: 0o600 })
  const child = spawn('npm', [...words, '--loglevel', 'http', '--no-audit', '--no-fund', '--no-progress'], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  onStart?.(child.pid)
  const end = (signal) => {
    child.kill('SIGTERM')
    process.exit(signal === 'SIGINT' ? 130 : 143)
  }
  for (const signal of ENDING_SIGNALS) process.on(signal, end)
  let said = ''
  const hear = (text) => {
    log.write(text)
    said = (said + text).slice(-100_000)
    for (const _ of text.matchAll(/npm http fetch GET 200 \S+\.tgz/g)) onFetch?.()
  }
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear)
  const code = await new Promise((done) => child.on('error', () => done(127)).on('close', done))
  for (const signal of ENDING_SIGNALS) process.off(signal, end)
  await new Promise((done) => log.end(done))
  if (code !== 0) throw new SetUpFailure(explain(said, words[0]))
}

/** What went wrong and what to do, from what npm said. */
export function explain(said, command) {
  const again = 'and run the same command again: it goes on where it stopped.'
  if (/ENOSPC/.test(said)) return `The disk is full (npm ${command}: ENOSPC). Free some space ${again}`
  if (NETWORK.test(said)) {
    return `The packages cannot be fetched (npm ${command}: ${NETWORK.exec(said)[0]}). Check the network, or the proxy that npm uses (npm config get proxy), ${again}`
  }
  if (/EACCES|EPERM/.test(said)) {
    return `npm may not write to a folder it needs (${line(said, /EACCES|EPERM/)}). Give the folder back to your user ${again}`
  }
  if (/EBADPLATFORM/.test(said))
    return `A package is not made for this system (${process.platform} ${process.arch}). Linux x64 is the tested one.`
  if (/EUSAGE/.test(said))
    return 'package.json and package-lock.json should agree, but they do not. Undo your changes to them, or run npm install and commit both.'
  const last = said
    .split('\n')
    .filter((text) => text.startsWith('npm error'))
    .slice(0, 4)
    .join('\n')
  return `npm ${command} failed:\n${last || said.slice(-500)}\nThe whole text is in .headwater/install.log. Correct the cause ${again}`
}

const line = (said, what) =>
  said
    .split('\n')
    .find((text) => what.test(text))
    ?.replace(/^npm (?:error|warn) /, '')
    .trim()

/** A JSON file, or undefined when it is missing or broken. */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
