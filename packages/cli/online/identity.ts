import type { IdentityView } from '../../../schemas/rest/partners.ts'
import { type Command, EXIT, UsageError } from '../command.ts'
import { openNode } from './node-client.ts'

const ACTS: Readonly<Record<string, readonly [method: string, path: string]>> = {
  show: ['GET', '/api/identity'],
  rotate: ['POST', '/api/identity/rotate'],
}

/** Who the node is to other companies; new keys for it, announced by those before. */
export const identity: Command = {
  name: 'identity',
  usage: 'headwater identity [show|rotate] [--json]',
  summary: 'who the node is to other companies, and new keys for it, announced by the old ones',
  options: [],
  flags: ['json'],
  positionals: [0, 1],
  run: async ({ positionals: [act = 'show'], flags }) => {
    const call = Object.hasOwn(ACTS, act) ? ACTS[act] : undefined
    if (!call) throw new UsageError(`act (${act}) should be show or rotate`)
    const node = await openNode()
    const shown = await node.ask<IdentityView>(...call)
    process.stdout.write(flags.has('json') ? `${JSON.stringify(shown)}\n` : textOf(shown))
    return EXIT.answer
  },
}

function textOf({ did, keys }: IdentityView): string {
  const lines = keys.map(
    ({ thumbprint, algorithm, since, retired }) =>
      `  ${thumbprint}  ${algorithm.padEnd(5)}  ${since.slice(0, 10)}${retired === null ? '' : `, retired ${retired.slice(0, 10)}`}`,
  )
  return `${did}\nKeys; tell a partner the thumbprints by another way than the network:\n${lines.join('\n')}\n`
}
