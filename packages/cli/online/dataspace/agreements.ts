import type { AgreementRow } from '../../../../schemas/rest/dataspace.ts'
import { aligned } from '../../aligned.ts'
import { type Command, EXIT } from '../../command.ts'
import { listCommand } from '../list-command.ts'
import { openNode } from '../node-client.ts'
import { rowOf } from '../row-of.ts'
import { shortId } from '../short-id.ts'
import { sideWord, stateWord } from './process-words.ts'

const listAgreements = listCommand<AgreementRow>('agreement list', {
  path: '/api/agreements',
  summary: 'the newest agreements with partners',
  none: 'There is no agreement yet: a negotiation that both agree to ends in one.',
  cellsOf: ({ name, finalized, partner, role, dataset, state }) => [
    shortId(name),
    finalized,
    partner,
    sideWord(role),
    shortId(dataset),
    stateWord(state),
  ],
})

const showAgreement: Command = {
  name: 'agreement show',
  usage: 'headwater agreement show ID [--json]   ID: its beginning is enough',
  summary: 'one agreement, and the hash that each side has signed',
  options: [],
  flags: ['json'],
  positionals: [1, 1],
  run: async ({ positionals, flags }) => {
    const row = await rowOf<AgreementRow>(await openNode(), 'agreement', positionals[0]!)
    process.stdout.write(flags.has('json') ? `${JSON.stringify(row)}\n` : `${aligned(factsOf(row)).join('\n')}\n`)
    return EXIT.answer
  },
}

const factsOf = ({ name, partner, role, dataset, state, finalized, hash, partnerHash }: AgreementRow) => [
  ['agreement', name],
  ['partner', partner],
  ['side', sideWord(role)],
  ['dataset', dataset],
  ['state', stateWord(state)],
  ['in force since', finalized],
  ['we signed', hash],
  ['they signed', partnerHash === null ? 'nothing yet' : partnerHash === hash ? 'the same' : partnerHash],
]

export const agreementCommands: readonly Command[] = [listAgreements, showAgreement]
