import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { project } from './bootstrap-run.mjs'

/** Megabytes that came into npm's cache since then, descriptions of packages included; undefined where the cache cannot be read. */
export function megabytesSince(since) {
  try {
    const words = ['config', 'get', 'cache']
    const cache = execFileSync('npm', words, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      cwd: project,
    }).trim()
    return Math.round(newBytes(join(cache, '_cacache', 'content-v2'), since - 1_000) / 1e6)
  } catch {
    return undefined
  }
}

function newBytes(folder, since) {
  let bytes = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) bytes += newBytes(path, since)
    else {
      const facts = statSync(path, { throwIfNoEntry: false })
      if (facts && facts.mtimeMs >= since) bytes += facts.size
    }
  }
  return bytes
}
