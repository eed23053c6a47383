import type {
  NegotiationDetail,
  NegotiationRow,
  TransferDetail,
  TransferRow,
} from '../../../../schemas/rest/dataspace.ts'
import { aligned, factsNamed } from '../../aligned.ts'
import { type Command, type CommandLine, EXIT, InvalidInput, requiredOption } from '../../command.ts'
import { summarise, toTheSecond } from '../../progress.ts'
import { type NodeClient, openNode } from '../node-client.ts'
import { rowOf } from '../row-of.ts'
import { shortId } from '../short-id.ts'
import { sideWord, stateWord } from './process-words.ts'

type Kind = 'negotiation' | 'transfer'
type Detail = NegotiationDetail | TransferDetail

/** What a person may do to a negotiation or a transfer by a command. */
export interface Step {
  /** The command's last word. */
  readonly verb: string
  /** Steps of the protocol: in every state at most one of them leads on. */
  readonly actions: readonly string[]
  /** In this state alone; left out: wherever the protocol has such a step. */
  readonly from?: string
  readonly reason: 'none' | 'may' | 'must'
  readonly summary: string
}

const isOpen = ({ actions, from }: Step, { state, mayDo }: Detail): boolean =>
  (from ?? state) === state && actions.some((one) => mayDo.includes(one))

const readDetail = <One extends Detail>(node: NodeClient, kind: Kind, id: string): Promise<One> =>
  node.ask<One>('GET', `/api/${kind}s/${id}`)

/** A command for every step. */
export const decideCommands = (kind: Kind, steps: readonly Step[]): readonly Command[] =>
  steps.map((step) => ({
    name: `${kind} ${step.verb}`,
    usage: `headwater ${kind} ${step.verb} ID${REASON[step.reason]} [--json]   ID: its beginning is enough`,
    summary: step.summary,
    options: step.reason === 'none' ? [] : ['reason'],
    flags: ['json'],
    positionals: [1, 1],
    run: (line) => decide(line, { kind, step, steps }),
  }))

const REASON = { none: '', may: ' [--reason TEXT]', must: ' --reason TEXT' } as const

interface Order {
  readonly kind: Kind
  readonly step: Step
  readonly steps: readonly Step[]
}

async function decide(line: CommandLine, { kind, step, steps }: Order): Promise<number> {
  const reason = step.reason === 'must' ? requiredOption(line, 'reason') : line.options.reason
  const node = await openNode()
  const { id } = await rowOf(node, kind, line.positionals[0]!)
  const before = await readDetail(node, kind, id)
  if (!isOpen(step, before)) throw new InvalidInput(notNow(before, { kind, step, steps }))
  const action = step.actions.find((one) => before.mayDo.includes(one))
  await node.ask('POST', `/api/${kind}s/${id}/decide`, { action, ...(reason === undefined ? {} : { reason }) })
  const { state } = await readDetail(node, kind, id)
  if (line.flags.has('json')) summarise(true, { id, action, state })
  else summarise(false, { [kind]: id, state: stateWord(state) })
  return EXIT.answer
}

function notNow(detail: Detail, { kind, step, steps }: Order): string {
  const open = steps.filter((one) => isOpen(one, detail)).map((one) => one.verb)
  const way = open.length === 0 ? 'nothing can be done here now' : `what can be done here is to ${open.join(' or ')}`
  return `${kind} (${shortId(detail.id)}) is ${stateWord(detail.state)}, so you cannot ${step.verb}; ${way}`
}

interface Shown<Row, One> {
  readonly steps: readonly Step[]
  readonly factsOf: (row: Row, detail: One) => readonly (readonly [string, string])[]
}

/** A command that shows one negotiation or transfer: what it is, what was said, and what can be done. */
export const showCommand = <Row extends NegotiationRow | TransferRow, One extends Detail>(
  kind: Kind,
  { steps, factsOf }: Shown<Row, One>,
): Command => ({
  name: `${kind} show`,
  usage: `headwater ${kind} show ID [--json]   ID: its beginning is enough`,
  summary: `one ${kind}: how it stands, what was said, and what can be done`,
  options: [],
  flags: ['json'],
  positionals: [1, 1],
  run: async ({ positionals, flags }) => {
    const node = await openNode()
    const row = await rowOf<Row>(node, kind, positionals[0]!)
    const detail = await readDetail<One>(node, kind, row.id)
    const open = steps.filter((one) => isOpen(one, detail)).map((one) => one.verb)
    const facts = [
      [kind, row.id],
      ['partner', row.partner],
      ['side', sideWord(row.role)],
      ...factsOf(row, detail),
      ...(row.note === '' ? [] : [['note', row.note]]),
      ...olderThan(detail),
      ...factsNamed('said', detail.messages.map(cellsOf)),
      ...(open.length === 0 ? [] : [['can be done', open.join(', ')]]),
    ]
    process.stdout.write(flags.has('json') ? `${JSON.stringify(detail)}\n` : `${aligned(facts).join('\n')}\n`)
    return EXIT.answer
  },
})

/** The node shows the newest of what was said. */
function olderThan({ messages, messageCount }: Detail): readonly (readonly string[])[] {
  const older = messageCount - messages.length
  return older === 0 ? [] : [['said', `… ${older} older messages are not shown`]]
}

const cellsOf = ({ at, direction, message, state }: Detail['messages'][number]): readonly string[] => [
  toTheSecond(at),
  direction === 'out' ? '→' : '←',
  message,
  stateWord(state),
]
