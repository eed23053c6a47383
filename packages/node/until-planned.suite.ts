import { vi } from 'vitest'
import type { Tasks } from '../../schemas/rest/planning.ts'
import type { RunningNode } from './running-node.suite.ts'

/** Resolves when no plan is being made: those that follow from a change would move the rows. */
export const untilPlanned = (node: RunningNode): Promise<boolean> =>
  vi.waitUntil(
    async () => {
      const { tasks } = (await node.ask('GET', '/api/tasks')).body as Tasks
      return tasks.every((one) => one.state !== 'queued' && one.state !== 'running')
    },
    { timeout: 90_000, interval: 100 },
  )
