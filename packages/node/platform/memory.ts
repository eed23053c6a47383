import { setFlagsFromString } from 'node:v8'

/** What a node is started with: its young generation would grow to 134 MB on a machine with much memory, and serve no faster. */
export const NODE_FLAGS = ['--max-semi-space-size=4']

/** And in which environment: glibc would keep a room of its own for nearly every thread, a tenth of all that the process has. */
export const NODE_ENVIRONMENT = { MALLOC_ARENA_MAX: '2' }

/**
 * Keeps this process small, because it stands beside the database on the machine of a factory: garbage is collected after the heap has
 * grown by a quarter, not threefold. Threads, which plan over millions of objects, have limits of their own, that the flag of the process
 * would override.
 */
export function keepMemoryLow(): void {
  setFlagsFromString('--heap-growing-percent=25')
  setFlagsFromString('--max-semi-space-size=0')
}
