import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { tryFileLock } from './platform/file-lock.ts'
import { homeFolder, makeHomeFolder, projectFolder } from './platform/home-folder.ts'
import { makeHome, startNode } from './running-node.suite.ts'
import { untilPlanned } from './until-planned.suite.ts'

/** What makes the demo company: when a file of it changes, so may the company. */
const SOURCES = ['packages/domain', 'packages/engine', 'packages/exchange', 'packages/files', 'packages/node', 'packs']

/**
 * A home in which the demo company was begun, planned and stopped: a node starts there as on its second day, in a fifth of the time of a
 * first start. The first test file to ask makes it, the others copy it.
 */
export async function makeDemoHome(): Promise<ReturnType<typeof makeHome>> {
  const folder = homeFolder(undefined)
  makeHomeFolder(folder)
  const kept = join(folder, `test-demo-${fingerprint()}`)
  const attempt = await lock(join(folder, 'test-demo.lock'))
  try {
    if (!existsSync(kept)) await beginDemo(kept)
  } finally {
    attempt.release()
  }
  const made = makeHome()
  // As a program, because it keeps who owns the files: the database's user does.
  execFileSync('cp', ['-a', `${kept}/.`, made.home])
  return made
}

/** Whole, or not there: it gets its name when it is done. */
async function beginDemo(kept: string): Promise<void> {
  const folder = dirname(kept)
  for (const name of readdirSync(folder))
    if (/^test-demo-[0-9a-f]{16}(-part)?$/.test(name)) rmSync(join(folder, name), { recursive: true, force: true })
  const part = `${kept}-part`
  makeHomeFolder(part)
  const node = await startNode(part, [])
  try {
    await untilPlanned(node)
  } finally {
    await node.end()
  }
  renameSync(part, kept)
}

async function lock(path: string) {
  for (;;) {
    const attempt = tryFileLock(path)
    if ('lock' in attempt) return attempt.lock
    await wait(50)
  }
}

/** Of the files' names and times of change, and of the day, on which the demo's dates depend. */
function fingerprint(): string {
  const hash = createHash('sha256').update(`${projectFolder} ${new Date().toISOString().slice(0, 10)}`)
  for (const folder of SOURCES)
    for (const name of readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (/\.(ts|sql|json)$/.test(name) && !name.includes('.test.'))
        hash.update(`${name} ${statSync(join(projectFolder, folder, name)).mtimeMs}`)
  return hash.digest('hex').slice(0, 16)
}
