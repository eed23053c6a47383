import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { readWorkbook } from './read-workbook.ts'

/** Largest file that is read, bytes. */
export const MOST_BYTES = 200 * 1024 * 1024

export interface OpenedFiles {
  /** NAME.csv → bytes, workbooks among them. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Of files that are left out, each with its reason. */
  readonly issues: readonly PlanIssue[]
}

/**
 * Turns NAME.xlsx into NAME.csv and leaves other files as they are. Left out: the workbook where both are given, a file that is too
 * large, a workbook that cannot be opened. `sheetOf` names the sheet of a workbook that is not to be its first.
 */
export async function openFiles(
  given: ReadonlyMap<string, Uint8Array>,
  sheetOf: (name: string) => string | undefined = () => undefined,
): Promise<OpenedFiles> {
  const files = new Map<string, Uint8Array>()
  const issues: PlanIssue[] = []
  const refuse = (code: PlanIssue['code'], file: string, message: string): void => {
    issues.push(planIssue({ severity: 'error', code, file, message }))
  }
  for (const [name, bytes] of given) {
    const csv = name.replace(/\.xlsx$/i, '.csv')
    if (bytes.length > MOST_BYTES)
      refuse(
        'out-of-range',
        name,
        `${name} (${megabytes(bytes)} MB) should have at most ${MOST_BYTES / 2 ** 20} MB. Split it`,
      )
    else if (csv === name) files.set(name, bytes)
    else if (given.has(csv))
      refuse('duplicate-file', name, `${name} and ${csv} should not both be given. Leave one out`)
    else {
      const read = await readWorkbook(bytes, sheetOf(name))
      if (read.ok) files.set(csv, read.value)
      else refuse('bad-encoding', name, `${name}: ${read.failure.message}`)
    }
  }
  return { files, issues }
}

/** The files opened, or refused together where one of them is. */
export async function openWorkbooks(
  given: ReadonlyMap<string, Uint8Array>,
): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  const { files, issues } = await openFiles(given)
  return issues.length > 0 ? fail('invalid', issues[0]!.message, issues) : succeed(files)
}

const megabytes = (bytes: Uint8Array): number => Math.round(bytes.length / 2 ** 20)
