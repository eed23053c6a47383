import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Files of the work tree that git keeps or would keep, relative to the root, with `/`; ignored and deleted ones left out. */
export function trackedFiles(root: string): string[] {
  const git = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (git.status !== 0) throw new Error(`git ls-files in ${root} should list the files: ${git.stderr || git.error}`)
  return [...new Set(git.stdout.split('\0'))].filter((file) => file !== '' && existsSync(join(root, file))).sort()
}

const isGenerated = (file: string): boolean => /(^|\/)(dist|generated)\//.test(file)

/** TypeScript written by people: what the walls are about. */
export const typeScriptFiles = (root: string): string[] =>
  trackedFiles(root).filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !isGenerated(file))

/** All that linters read: TypeScript with its declarations, and the few plain scripts. */
export const scriptFiles = (root: string): string[] =>
  trackedFiles(root).filter((file) => /\.(tsx?|m?js)$/.test(file) && !isGenerated(file))

/** Tests, and what only tests use, may stand outside some walls. */
export const isTest = (file: string): boolean => /\.(test|suite)\.tsx?$/.test(file)
