#!/usr/bin/env node
// The door of the command line. Plain JavaScript, because the machine's Node may be too old to run the sources:
// then it goes on with the Node that tools/bootstrap.mjs installed into the clone.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const [major, minor] = process.versions.node.split('.').map(Number)
const started = Date.now() - Math.round(process.uptime() * 1000)

if (major > 22 || (major === 22 && minor >= 18)) {
  process.env.HEADWATER_STARTED ??= String(started)
  const { main } = await import('./main.ts')
  process.exitCode = await main(process.argv.slice(2))
} else {
  const runtime = join(here, '..', '..', '.headwater', 'runtime', 'node_modules', 'node', 'bin', 'node')
  if (!existsSync(runtime)) {
    console.error(
      `Node (${process.versions.node}) should be 22.18 or newer. Run "node tools/bootstrap.mjs --install-only" in the project once: it brings its own.`,
    )
    process.exit(64)
  }
  const child = spawn(runtime, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, HEADWATER_STARTED: String(started) },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143)
  })
}
