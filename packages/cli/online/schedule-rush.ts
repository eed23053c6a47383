import { formatDay } from '@headwater/domain/measures/day'
import { formatTime } from '@headwater/domain/measures/time-zone'
import type { ClockView } from '../../../schemas/rest/clock.ts'
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
  if (line.flags.has('json')) process.stdout.write(`${JSON.stringify(answer)}\n`)
  else {
    const { zone } = await node.ask<ClockView>('GET', '/api/clock')
    process.stdout.write(rushText(answer, { rushed: line.positionals, zone }))
  }
  return EXIT.answer
}

function rushText(
  { orders, shifted, lateBefore, lateAfter, change }: RushAnswer,
  { rushed, zone }: { readonly rushed: readonly string[]; readonly zone: string },
): string {
  const first = orders.filter((one) => rushed.includes(one.order))
  const others = orders.filter((one) => !rushed.includes(one.order))
  return [
    ...first.map((one) => `${one.order}  ${one.item}  ends ${endText(one, zone)}`),
    `${shifted.length} operations elsewhere, ${others.length} other orders end at another time, ${lateBefore} → ${lateAfter} late`,
    ...others.slice(0, SHOWN).map((one) => `  ${one.order}  ${one.item}  ${endText(one, zone)}`),
    ...(others.length > SHOWN ? [`  … and ${others.length - SHOWN} more (--json has all)`] : []),
    change
      ? `Written as change ${change.batch}: work orders ${change.orders.join(', ')}. Back: headwater import undo ${change.batch}`
      : 'Nothing is written yet: --commit writes it',
    '',
  ].join('\n')
}

/** The end as the site's clock shows it, and how far that is from before. */
function endText({ before, after }: RushAnswer['orders'][number], zone: string): string {
  if (after === null) return 'no more: what it needs has gone'
  const minutes = Math.round((after - before) / 60)
  const by = minutes === 0 ? 'as before' : `${spanText(Math.abs(minutes))} ${minutes > 0 ? 'later' : 'earlier'}`
  return `${formatTime(after, zone).slice(0, 16).replace('T', ' ')}, ${by}`
}

/** In the two largest units. */
function spanText(minutes: number): string {
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const
  const first = parts.findIndex(([count]) => count > 0)
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
}
