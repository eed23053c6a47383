import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetUpFailure } from './bootstrap-machine.mjs'
import { readJson } from './bootstrap-npm.mjs'
import { childEnvironment, project } from './bootstrap-run.mjs'

const WEB = join(project, 'packages', 'web')
const STAMP = join(WEB, 'dist', '.headwater-stamp')
/** What the built screens depend on. */
const SOURCES = ['package-lock.json', 'packages/web', 'packages/domain', 'schemas']
const SKIPPED = new Set(['dist', 'node_modules', 'generated'])

/** Builds the screens when their sources changed since the last build that ended well. */
export async function buildWeb(step, { node }) {
  if (!existsSync(join(WEB, 'vite.config.ts'))) return
  const sources = hashOf(SOURCES.map((path) => join(project, path)))
  if (readJson(STAMP)?.sources === sources) return
  step.report({ note: 'building' })
  const { code, said } = await build(node)
  if (code !== 0) throw new SetUpFailure(`The screens could not be built:\n${said.slice(-2_000)}`)
  writeFileSync(STAMP, JSON.stringify({ sources }))
  step.report({ note: 'built' })
}

function build(node) {
  const words = [
    '--disable-warning=ExperimentalWarning',
    join(project, 'node_modules', 'vite', 'bin', 'vite.js'),
    'build',
    '--logLevel',
    'warn',
  ]
  const child = spawn(node, words, {
    cwd: WEB,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: childEnvironment(node, { NODE_ENV: 'production' }),
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  return new Promise((done) => {
    child.on('error', (error) => done({ code: 1, said: error.message })).on('close', (code) => done({ code, said }))
  })
}

/** One hash over names and contents of files and folders, in the order of their names; tests do not count. */
export function hashOf(paths) {
  const hash = createHash('sha256')
  const add = (path) => {
    const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const entry of entries) {
      if (SKIPPED.has(entry.name) || entry.name.includes('.test.')) continue
      if (entry.isDirectory()) add(join(path, entry.name))
      else
        hash
          .update(`${entry.name}\0`)
          .update(readFileSync(join(path, entry.name)))
          .update('\0')
    }
  }
  for (const path of paths.filter((one) => existsSync(one))) {
    if (path.endsWith('.json')) hash.update(readFileSync(path))
    else add(path)
  }
  return hash.digest('hex')
}
