import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The folder of the clone: three levels above this file. */
export const projectFolder = resolve(import.meta.dirname, '..', '..', '..')

export const isRoot = (): boolean => process.getuid?.() === 0

/**
 * Where the state of a node lives. A normal user keeps it in the clone. For root it is below /var/lib, because the database never
 * runs as root and its user can enter neither a home nor a 0700 folder.
 */
export function homeFolder(given: string | undefined, project: string = projectFolder): string {
  if (given) return resolve(given)
  if (!isRoot()) return join(project, '.headwater')
  return join('/var/lib/headwater', createHash('sha256').update(project).digest('hex').slice(0, 8))
}

/** Makes the home folder; as root others may pass through it (0711) but not list it. Throws what the system says where it cannot be. */
export function makeHomeFolder(home: string): void {
  const missing: string[] = []
  for (let step = resolve(home); !existsSync(step); step = dirname(step)) missing.unshift(step)
  // One by one: mkdir with `recursive` never ends below a folder such as /proc.
  const mode = isRoot() ? 0o711 : 0o700
  for (const folder of missing) {
    try {
      mkdirSync(folder)
    } catch (error) {
      // Two programs may begin at once.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    chmodSync(folder, mode)
  }
}
