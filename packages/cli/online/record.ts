import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Static } from 'typebox'
import type { CheckpointSwapView } from '../../../schemas/rest/evidence.ts'
import type { PartnerList } from '../../../schemas/rest/partners.ts'
import { type Command, EXIT, InvalidInput } from '../command.ts'
import { say, summarise } from '../progress.ts'
import { type NodeClient, openNode } from './node-client.ts'

/** Writes the whole record with a partner: `headwater verify` checks it anywhere. */
export const recordExport: Command = {
  name: 'record export',
  usage: 'headwater record export PARTNER [--out FILE.jsonl]   PARTNER: DID, name or id',
  summary: 'everything exchanged with a partner, signed, as one file',
  options: ['out'],
  flags: [],
  positionals: [1, 1],
  run: async (line) => {
    const node = await openNode()
    const partner = await partnerOf(node, line.positionals[0]!)
    const body = Readable.fromWeb(await node.stream(`/api/partners/${partner.id}/record`))
    const out = line.options.out
    if (out === undefined) await pipeline(body, process.stdout, { end: false })
    else {
      await pipeline(body, createWriteStream(out))
      say(`The record with ${partner.name} is in ${out}. Check it with: headwater verify ${out}`)
    }
    return EXIT.answer
  },
}

/** Compares both sides' records now. Exit 2 where the partner's past is another one than it was. */
export const recordCheck: Command = {
  name: 'record check',
  usage: 'headwater record check PARTNER [--json]   PARTNER: DID, name or id',
  summary: 'swap signed checkpoints with a partner, and compare both records',
  options: [],
  flags: ['json'],
  positionals: [1, 1],
  run: async (line) => {
    const node = await openNode()
    const partner = await partnerOf(node, line.positionals[0]!)
    const { logs } = await node.ask<CheckpointSwapView>('POST', `/api/partners/${partner.id}/checkpoints`)
    if (line.flags.has('json')) summarise(true, { logs })
    else
      for (const { sender, receiver, ours, theirs, verdict, reason } of logs)
        say(
          `${sender} to ${receiver}: ${verdict}, ${ours} here, ${theirs} there${reason === null ? '' : `; ${reason}`}`,
        )
    return logs.some((one) => one.verdict === 'rewritten') ? EXIT.invalid : EXIT.answer
  },
}

type Partner = Static<typeof PartnerList>['partners'][number]

async function partnerOf(node: NodeClient, called: string): Promise<Partner> {
  const { partners } = await node.ask<Static<typeof PartnerList>>('GET', '/api/partners')
  const found = partners.filter((one) => [one.id, one.did, one.name].includes(called))
  if (found.length === 1) return found[0]!
  throw new InvalidInput(
    found.length > 1
      ? `PARTNER (${called}) should be one company: say its DID, ${found.map((one) => one.did).join(' or ')}`
      : `PARTNER (${called}) should be a partner's DID, name or id: ${partners.map((one) => one.name).join(', ') || 'there are none'}`,
  )
}
