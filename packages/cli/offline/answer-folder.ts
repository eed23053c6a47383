import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import { writeIssues } from '@headwater/files/write-issues'
import { type CommandLine, EXIT, requiredOption } from '../command.ts'
import { say, secondsSinceStart, summarise } from '../progress.ts'
import { checkOut, type Folder, InvalidFolder, readFolder, writeFolder } from './folder.ts'

export interface FolderAnswer {
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly summary: Readonly<Record<string, unknown>>
}

/**
 * Reads DIR, lets `answer` compute, writes its files to --out. A refused folder writes issues.csv with every error and
 * nothing else.
 */
export async function answerFolder(
  line: CommandLine,
  answer: (folder: Folder) => Promise<FolderAnswer> | FolderAnswer,
): Promise<number> {
  const path = line.positionals[0]!
  const out = requiredOption(line, 'out')
  checkOut(path, out)
  try {
    const folder = await readFolder(path)
    const { files, summary } = await answer(folder)
    writeFolder(out, files)
    summarise(line.flags.has('json'), { ...summary, seconds: Math.round(secondsSinceStart() * 1000) / 1000 })
    return EXIT.answer
  } catch (error) {
    if (!(error instanceof InvalidFolder)) throw error
    writeFolder(out, new Map([['issues.csv', writeIssues(error.issues)]]))
    sayIssues(error.issues, `${out}/issues.csv`)
    return EXIT.invalid
  }
}

const SHOWN = 20

function sayIssues(issues: readonly PlanIssue[], where: string): void {
  for (const one of issues.slice(0, SHOWN)) say(issueLine(one))
  if (issues.length > SHOWN) say(`… and ${issues.length - SHOWN} more`)
  say(`${issues.length} error(s): the input is refused whole; see ${where}`)
}

/** `boms.csv:3 quantity (-1) out-of-range: …` */
export const issueLine = (issue: PlanIssue): string =>
  `${issue.file ?? ''}${issue.row === null ? '' : `:${issue.row}`} ${issue.field ?? ''}${issue.value === null ? '' : ` (${issue.value})`} ${issue.code}: ${issue.message}`.trim()
