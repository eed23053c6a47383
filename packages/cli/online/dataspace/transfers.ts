import type { AgreementRow, ProcessMade, TransferDetail, TransferRow } from '../../../../schemas/rest/dataspace.ts'
import { type Command, EXIT, InvalidInput } from '../../command.ts'
import { say, summarise } from '../../progress.ts'
import { listCommand } from '../list-command.ts'
import { openNode } from '../node-client.ts'
import { rowOf } from '../row-of.ts'
import { shortId } from '../short-id.ts'
import { decideCommands, type Step, showCommand } from './decide.ts'
import { sideWord, stateWord } from './process-words.ts'

const listTransfers = listCommand<TransferRow>('transfer list', {
  path: '/api/transfers',
  summary: 'the newest transfers of data to and from partners',
  none: 'There is no transfer yet: "headwater transfer ask" begins one, or a partner does.',
  cellsOf: ({ id, changed, partner, role, agreement, dataset, state, note }) => [
    shortId(id),
    changed,
    partner,
    sideWord(role),
    `agreement ${shortId(agreement)}`,
    shortId(dataset),
    stateWord(state),
    note,
  ],
})

const STEPS: readonly Step[] = [
  {
    verb: 'start',
    actions: ['start'],
    from: 'REQUESTED',
    reason: 'none',
    summary: 'let the data flow that was asked for',
  },
  { verb: 'suspend', actions: ['suspend'], reason: 'may', summary: 'let no data flow until it is resumed' },
  { verb: 'resume', actions: ['start'], from: 'SUSPENDED', reason: 'none', summary: 'let the data flow again' },
  { verb: 'complete', actions: ['complete'], reason: 'none', summary: 'end a transfer whose data has all been sent' },
  {
    verb: 'end',
    actions: ['terminate'],
    reason: 'must',
    summary: 'end a transfer, with a reason that the partner reads',
  },
]

const showTransfer = showCommand<TransferRow, TransferDetail>('transfer', {
  steps: STEPS,
  factsOf: ({ agreement, dataset, format, state }) => [
    ['agreement', agreement],
    ['dataset', dataset],
    ['format', format],
    ['state', stateWord(state)],
  ],
})

const askForData: Command = {
  name: 'transfer ask',
  usage: 'headwater transfer ask AGREEMENT [--json]   AGREEMENT: its id, or the beginning',
  summary: 'ask a partner for the data of an agreement in which we get it',
  options: [],
  flags: ['json'],
  positionals: [1, 1],
  run: async ({ positionals, flags }) => {
    const node = await openNode()
    const { id: agreement, name, partner, role } = await rowOf<AgreementRow>(node, 'agreement', positionals[0]!)
    if (role === 'provider')
      throw new InvalidInput(`agreement (${shortId(name)}) gives our data to ${partner}, who asks for it`)
    const { id } = await node.ask<ProcessMade>('POST', '/api/transfers', { agreement })
    summarise(flags.has('json'), flags.has('json') ? { id } : { transfer: id })
    say(`${partner} is asked; "headwater transfer list" says how it stands.`)
    return EXIT.answer
  },
}

export const transferCommands: readonly Command[] = [
  listTransfers,
  showTransfer,
  askForData,
  ...decideCommands('transfer', STEPS),
]
