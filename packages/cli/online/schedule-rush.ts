import { formatDay } from '@headwater/domain/measures/day'
import type { RushAnswer } from '../../../schemas/rest/scheduling.ts'
import { type Command, type CommandLine, dayOption, EXIT, InvalidInput, UsageError } from '../command.ts'
import { rushFolder } from '../offline/rush-folder.ts'
import { followTask } from './follow-task.ts'
import { openNode } from './node-client.ts'

const SHOWN = 20

/** Puts orders first, in the node or in a folder, and says what moves. */
export const scheduleRush: Command = {
  name: 'schedule rush',
  usage:
    'headwater schedule rush ORDER… [--due DATE] [--commit] [--json]\n' +
    '  headwater schedule rush ORDER… --folder DIR --out DIR [--today DATE] [--due DATE] [--json]\n' +
    '    ORDER     work orders and planned orders, the most urgent first\n' +
    '    --due     they should end by this day; without it as soon as they can\n' +
    '    --commit  write it, as one change that "import undo" takes back; without it only what would move is said\n' +
    '    --folder  without a node: into the last_schedule.csv of a folder',
  summary: 'put orders first where the schedule suffers least, and say what moves and by how much',
  options: ['due', 'folder', 'out', 'today'],
  flags: ['commit', 'json'],
  positionals: [1, 20],
  run: (line) => {
    const { folder, out, today } = line.options
    if (folder === undefined) {
      if (out !== undefined || today !== undefined) throw new UsageError('--out and --today should come with --folder')
      return rushNode(line)
    }
    if (line.flags.has('commit')) throw new UsageError('--commit should not come with --folder: the answer is in --out')
    return rushFolder(line, folder)
  },
}

async function rushNode(line: CommandLine): Promise<number> {
  const due = dayOption(line, 'due')
  const node = await openNode()
  const answer = await node.ask<RushAnswer>('POST', '/api/schedule/rushes', {
    orders: line.positionals,
    ...(due === null ? {} : { due: formatDay(due) }),
    commit: line.flags.has('commit'),
  })
  const { change } = answer
  if (change && change.batch === null) throw new InvalidInput(change.message ?? 'nothing was written')
  if (change?.task) await followTask(node, change.task)
  process.stdout.write(line.flags.has('json') ? `${JSON.stringify(answer)}\n` : rushText(answer, line.positionals))
  return EXIT.answer
}

function rushText({ orders, shifted, lateBefore, lateAfter, change }: RushAnswer, rushed: readonly string[]): string {
  const first = orders.filter((one) => rushed.includes(one.order))
  const others = orders.filter((one) => !rushed.includes(one.order))
  return [
    ...first.map((one) => `${one.order}  ${one.item}  ends ${endText(one)}`),
    `${shifted.length} operations elsewhere, ${others.length} other orders end at another time, ${lateBefore} → ${lateAfter} late`,
    ...others.slice(0, SHOWN).map((one) => `  ${one.order}  ${one.item}  ${endText(one)}`),
    ...(others.length > SHOWN ? [`  … and ${others.length - SHOWN} more (--json has all)`] : []),
    change
      ? `Written as change ${change.batch}: work orders ${change.orders.join(', ')}. Back: headwater import undo ${change.batch}`
      : 'Nothing is written yet: --commit writes it',
    '',
  ].join('\n')
}

function endText({ before, after }: RushAnswer['orders'][number]): string {
  if (after === null) return 'no more: what it needs has gone'
  const minutes = Math.round((after - before) / 60)
  const by = minutes === 0 ? 'as before' : `${Math.abs(minutes)} min ${minutes > 0 ? 'later' : 'earlier'}`
  return `${new Date(after * 1000).toISOString().replace(':00.000Z', 'Z')}, ${by}`
}
