import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  MESSAGE_OF,
  NEGOTIATION_ACTIONS,
  NEGOTIATION_EVENTS,
} from '../packages/exchange/dataspace/negotiation-rules.ts'
import { TRANSFER_ACTIONS, TRANSFER_EVENTS } from '../packages/exchange/dataspace/transfer-rules.ts'
import { NEGOTIATION, nextState, TRANSFER, type Transition } from '../packages/exchange/dataspace/transitions.ts'

/** The reference of the protocol between companies, generated from the table that the node obeys. */
export const describeDataspace = (): string =>
  [
    HEAD,
    section('Contract negotiation', NEGOTIATION),
    section('Transfer process', TRANSFER),
    RULES,
    listOf('Negotiation', NEGOTIATION_EVENTS, NEGOTIATION_ACTIONS),
    listOf('Transfer', TRANSFER_EVENTS, TRANSFER_ACTIONS),
    AGAIN,
  ].join('\n')

type Table = readonly Transition<string, string>[]

function section(title: string, table: Table): string {
  const states = [...new Set(table.map((one) => one.to))]
  const messages = [...new Set(table.map((one) => one.message))]
  const cells = (state: string | null) =>
    messages.map((message) =>
      (['consumer', 'provider'] as const)
        .flatMap((by) => {
          const to = nextState(table, state, { message, by })
          return to === null ? [] : [`${by === 'consumer' ? 'C' : 'P'} → ${to}`]
        })
        .join(', '),
    )
  const rows = [null, ...states].map((state) => `| ${state ?? '(none)'} | ${cells(state).join(' | ')} |`)
  const head = `| from | ${messages.join(' | ')} |\n|---|${messages.map(() => '---|').join('')}`
  const edges = table.filter((one) => one.from !== null).length
  return `## ${title}\n\n${edges} edges after the first message. C: sent by the consumer, P: by the provider.\n\n${head}\n${rows.join('\n')}\n`
}

const listOf = (title: string, events: readonly string[], actions: readonly string[]): string =>
  `- ${title}: on \`${events.join('`, `')}\` do \`${actions.join('`, `')}\`.`

const HEAD = `# The Dataspace Protocol here

Generated from \`packages/exchange/dataspace\` by \`node tools/describe-dataspace.ts\`; do not edit.

Nodes find, agree and start exchanges of data with the Dataspace Protocol 2025-1 (HTTPS binding) at \`/dsp/2025-1\`; \`GET /.well-known/dspace-version\`
says so to everybody. Every other call carries the caller’s self-issued ID token as its bearer. Messages are plain JSON by the schemas of
\`schemas/exchange/dataspace\`; no context is ever fetched.

A message that has no cell below is refused with 400 and an error body, and nothing changes: not the state, not the log, not what is to be
sent. A process of somebody else, or none, answers 404. An offer that the caller may not see is refused with 400.
`

const RULES = `## Rules

What a node does by itself is data of an offer, or of a negotiation that it began: \`{"on": EVENT, "do": [ACTION, …]}\`. The actions of a rule follow each
other, each when the partner has taken the one before; a message of the partner ends them and begins its own rule. Without a rule, or from \`hold\` on, a
person decides. Rules say yes (${['agree', 'accept', 'verify'].map((one) => `\`${MESSAGE_OF[one as 'agree']}\``).join(', ')}) only to known terms: an offer or request that equals our own, an
agreement that equals what lay on the table. Policies are equal when their canonical form is, whatever the order of rules and with short or long names.
`

const AGAIN = `
## The same message again

The protocol has no id of a message, so a message that comes again is judged by the table like any other.

- **A first message** (\`/negotiations/request\`, \`/negotiations/offers\`, \`/transfers/request\`) whose pid is known answers 201 with the process that it began, if
  it asks for the same; with other content it is refused with 400.
- **A later message** whose effect is already there has no edge from the state that it led to: 400, nothing changes. A sender that never saw the first
  answer asks \`GET /negotiations/PID\` or \`GET /transfers/PID\`: if the state is that of its message, or one that follows from it, it was taken. Our own
  sender does exactly this when a repeated attempt is answered with 400.
- **A message may overtake the answer to our own first message**: it is taken, and the partner’s pid is learned from it.
- **What follows shows what went before**: when the partner’s next message of a process arrives, nothing that we sent before it is sent again.
- **A termination** that comes again is refused like any other message to an ended process, and the process stays ended.
`

export const DATASPACE_PAGE = join(import.meta.dirname, '..', 'docs', 'reference', 'dataspace-protocol.md')

if (process.argv[1] === import.meta.filename) writeFileSync(DATASPACE_PAGE, describeDataspace())
