import type { DatasetMade, DatasetRow } from '../../../../schemas/rest/dataspace.ts'
import { type Command, EXIT, requiredOption, UsageError } from '../../command.ts'
import { say, summarise } from '../../progress.ts'
import { listCommand } from '../list-command.ts'
import { openNode } from '../node-client.ts'
import { partnerOf } from '../partner-of.ts'
import { rowOf } from '../row-of.ts'
import { shortId } from '../short-id.ts'
import { stateWord } from './process-words.ts'

const listDatasets = listCommand<DatasetRow>('dataset list', {
  path: '/api/datasets',
  summary: 'what we offer, and who sees it',
  none: 'Nothing is offered yet: "headwater dataset offer" does.',
  cellsOf: ({ id, title, aspect, partners, state }) => [
    shortId(id),
    title,
    aspect,
    partners ?? 'every partner',
    stateWord(state),
  ],
})

/** What is agreed to is put in force, and its data flows, without a person: they have decided before. */
const rulesOf = (isByItself: boolean) => ({
  negotiation: [...(isByItself ? [{ on: 'requested', do: ['agree'] }] : []), { on: 'verified', do: ['finalize'] }],
  transfer: [{ on: 'requested', do: ['start'] }],
})

const ASPECT = /^[A-Za-z0-9_.-]{1,100}:\d+\.\d+\.\d+$/

const offerDataset: Command = {
  name: 'dataset offer',
  usage:
    'headwater dataset offer TITLE --type NAME:VERSION [--partner PARTNER] [--by-itself] [--json]\n' +
    '    --type       of its data, as item_stock:2.0.0\n' +
    '    --partner    who alone sees it, by DID, name or id; without it every partner\n' +
    '    --by-itself  agree to every request; without it a person decides by "negotiation agree"',
  summary: 'offer data of one type to one partner or to all',
  options: ['type', 'partner'],
  flags: ['by-itself', 'json'],
  positionals: [1, 1],
  run: async (line) => {
    const { positionals, options, flags } = line
    const aspect = requiredOption(line, 'type')
    if (!ASPECT.test(aspect))
      throw new UsageError(`--type (${aspect}) should be a name and a version, as item_stock:2.0.0`)
    const node = await openNode()
    const partner = options.partner === undefined ? null : await partnerOf(node, options.partner)
    const made = await node.ask<DatasetMade>('POST', '/api/datasets', {
      title: positionals[0],
      aspect,
      ...(partner === null ? {} : { partners: [partner.id] }),
      offer: { policy: { permission: [{ action: 'use' }] }, rules: rulesOf(flags.has('by-itself')) },
    })
    summarise(flags.has('json'), flags.has('json') ? { ...made } : { dataset: made.id, offer: made.offer })
    say(`${partner?.name ?? 'Every partner'} sees it now; "headwater negotiation list" says who asks for it.`)
    return EXIT.answer
  },
}

const withdrawDataset: Command = {
  name: 'dataset withdraw',
  usage: 'headwater dataset withdraw ID [--json]   ID: its beginning is enough',
  summary: 'offer a dataset no longer; what was agreed about it stays',
  options: [],
  flags: ['json'],
  positionals: [1, 1],
  run: async ({ positionals, flags }) => {
    const node = await openNode()
    const { id } = await rowOf<DatasetRow>(node, 'dataset', positionals[0]!)
    await node.ask('POST', `/api/datasets/${encodeURIComponent(id)}/withdraw`)
    summarise(flags.has('json'), { withdrawn: id })
    return EXIT.answer
  },
}

export const datasetCommands: readonly Command[] = [listDatasets, offerDataset, withdrawDataset]
