import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import type { FileContract } from '../contract/column.ts'
import { decodeText } from '../read/decode-text.ts'
import { csvBytes } from '../write/csv-text.ts'
import { csvRowStream } from './csv-row-stream.ts'
import { givenStream, REASON } from './given-rows.ts'

export interface Refusals {
  readonly issues: readonly PlanIssue[]
  /** The one the file was read with. */
  readonly mapping?: Readonly<Record<string, string>>
}

/**
 * The refused rows of a file as they were given, all columns of theirs, with a column that says why; corrected, it can be imported as
 * it is. null: no row of the file was refused, or the file has no header.
 */
export function errorFile(bytes: Uint8Array, contract: FileContract, { issues, mapping }: Refusals): Uint8Array | null {
  const { header, columns } = givenStream(bytes, contract, mapping)
  const reasons = new Map<number, string[]>()
  for (const one of issues) {
    if (one.severity !== 'error' || one.file !== `${contract.name}.csv` || one.row === null) continue
    const known = reasons.get(one.row)
    if (known) known.push(one.message)
    else reasons.set(one.row, [one.message])
  }
  const text = decodeText(bytes)
  if (columns.length === 0 || text === null || reasons.size === 0) return null
  const kept = header.flatMap((name, at) => (name === REASON ? [] : [at]))
  const rows: string[][] = []
  let number = 0
  for (const cells of csvRowStream(text)) {
    if ('message' in cells) break
    const reason = reasons.get(++number)
    if (reason) rows.push([...kept.map((at) => cells[at] ?? ''), reason.join('; ')])
  }
  return csvBytes([...kept.map((at) => header[at]!), REASON], rows, 'as given')
}
