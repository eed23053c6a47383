import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { readWorkbook } from './read-workbook.ts'

/** Largest file that is read, bytes. */
export const MOST_BYTES = 200 * 1024 * 1024

/**
 * Turns NAME.xlsx into NAME.csv and leaves other files as they are. Refused: both of one name, a file that is too large, a workbook that
 * cannot be opened.
 */
export async function openWorkbooks(files: ReadonlyMap<string, Uint8Array>): Promise<Result<Map<string, Uint8Array>>> {
  const opened = new Map<string, Uint8Array>()
  const issues: PlanIssue[] = []
  const refuse = (code: PlanIssue['code'], file: string, message: string): void => {
    issues.push(planIssue({ severity: 'error', code, file, message }))
  }
  for (const [name, bytes] of files) {
    const csv = name.replace(/\.xlsx$/i, '.csv')
    if (bytes.length > MOST_BYTES)
      refuse(
        'out-of-range',
        name,
        `${name} (${megabytes(bytes)} MB) should have at most ${MOST_BYTES / 2 ** 20} MB. Split it`,
      )
    else if (csv === name) opened.set(name, bytes)
    else if (files.has(csv))
      refuse('duplicate-file', name, `${name} and ${csv} should not both be given. Leave one out`)
    else {
      const read = await readWorkbook(bytes)
      if (read.ok) opened.set(csv, read.value)
      else refuse('bad-encoding', name, `${name}: ${read.failure.message}`)
    }
  }
  return issues.length > 0 ? fail('invalid', issues[0]!.message, issues) : succeed(opened)
}

const megabytes = (bytes: Uint8Array): number => Math.round(bytes.length / 2 ** 20)
