import type { Today } from '../../../schemas/rest/planning.ts'
import { type Command, EXIT } from '../command.ts'
import { openNode } from './node-client.ts'

/** What is right with this machine and its node, and what is not, with the way out. */
export const doctor: Command = {
  name: 'doctor',
  usage: 'headwater doctor [--json]',
  summary: 'check this machine and its node',
  options: [],
  flags: ['json'],
  positionals: [0, 0],
  run: async ({ flags }) => {
    const checks = [{ check: 'Node', ok: true, note: process.versions.node }, ...(await nodeChecks())]
    if (flags.has('json')) process.stdout.write(`${JSON.stringify(checks)}\n`)
    else for (const one of checks) process.stdout.write(`${one.ok ? '✓' : '✗'} ${one.check.padEnd(14)}${one.note}\n`)
    return checks.every((one) => one.ok) ? EXIT.answer : EXIT.invalid
  },
}

interface Check {
  readonly check: string
  readonly ok: boolean
  readonly note: string
}

async function nodeChecks(): Promise<Check[]> {
  try {
    const node = await openNode()
    const today = await node.ask<Today>('GET', '/api/today')
    return [
      { check: 'Node answers', ok: true, note: node.address },
      {
        check: 'Records',
        ok: today.rowsRead > 0 || today.lists.all > 0,
        note: `${today.rowsRead} sales, ${today.lists.all} open order lines`,
      },
      {
        check: 'Plan',
        ok: today.run !== null,
        note: today.run ? `run ${today.run.id} of ${today.run.ended}` : 'none yet: headwater plan',
      },
    ]
  } catch (error) {
    return [{ check: 'Node answers', ok: false, note: (error as Error).message }]
  }
}
