import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const AGAIN_MS = 500

/**
 * Two commands started at once on a fresh clone must not install at once: the second waits. The lock names this process and the npm that
 * it started, which may outlive it; a lock of processes that are gone is taken over.
 */
export async function holdInstallLock(project, onWait) {
  const path = join(project, '.headwater', 'install.lock')
  mkdirSync(join(project, '.headwater'), { recursive: true, mode: 0o700 })
  let waited = false
  while (!take(path)) {
    const busy = holders(path).filter(isSetUp)
    if (busy.length === 0) {
      rmSync(path, { force: true })
      continue
    }
    if (!waited) onWait(busy)
    waited = true
    await new Promise((done) => setTimeout(done, AGAIN_MS))
  }
  return {
    /** Notes a process that works on the installation. */
    also: (pid) => writeFileSync(path, JSON.stringify([process.pid, pid])),
    release: () => holders(path)[0] === process.pid && rmSync(path, { force: true }),
  }
}

function take(path) {
  const own = `${path}.${process.pid}`
  writeFileSync(own, JSON.stringify([process.pid]))
  try {
    linkSync(own, path)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(own, { force: true })
  }
}

function holders(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return []
  }
}

/** Is it running, and (where the system tells) not a later process that got the same number? */
function isSetUp(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  try {
    return /bootstrap|npm/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
  } catch {
    return process.platform !== 'linux'
  }
}
