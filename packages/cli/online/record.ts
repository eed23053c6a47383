import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { CheckpointSwapView } from '../../../schemas/rest/evidence.ts'
import type { PartnerOfList } from '../../../schemas/rest/partners.ts'
import { aligned } from '../aligned.ts'
import { type Command, EXIT, InvalidInput } from '../command.ts'
import { say, summarise } from '../progress.ts'
import { openNode } from './node-client.ts'
import { partnerOf } from './partner-of.ts'

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
      await pipeline(body, createWriteStream(out)).catch((error: NodeJS.ErrnoException) => {
        throw error.path === undefined ? error : new InvalidInput(`--out (${out}) cannot be written: ${error.message}`)
      })
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
    else for (const text of aligned(logs.map((log) => cellsOf(log, partner)))) process.stdout.write(`${text}\n`)
    if (logs.length === 0) say('There is no record yet: it begins with the first message.')
    return logs.some((one) => one.verdict === 'rewritten') ? EXIT.invalid : EXIT.answer
  },
}

type Log = CheckpointSwapView['logs'][number]

const MEANING: Readonly<Record<Log['verdict'], string>> = {
  agreed: 'agreed',
  ahead: 'the partner holds records that are not here yet; they are fetched',
  stale: 'the partner said an older state than the time before',
  rewritten: 'the past of the partner is another one than it was',
}

const cellsOf = ({ sender, ours, theirs, verdict, reason }: Log, { did, name }: PartnerOfList): readonly string[] => [
  sender === did ? `from ${name}` : `to ${name}`,
  `${ours} here, ${theirs} there`,
  `${MEANING[verdict]}${reason === null ? '' : ` (${reason})`}`,
]
