import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import { FILE_CONTRACTS } from '@headwater/files/contract/file-contracts'
import { type GivenRow, type GivenStream, givenStream } from '@headwater/files/import/given-rows'
import type { Session } from '../platform/database.ts'
import { loadMappings, type MappedHeader, openMapped } from './column-mapping.ts'
import type { ImportOrder } from './import-outcome.ts'

export const SALES = 'sell_through'

export interface GivenRecords {
  readonly rows: readonly GivenRow[]
  /** True: the file itself is bad, so that nothing can be said of its rows. */
  readonly isBroken: boolean
}

export interface Given {
  readonly records: ReadonlyMap<string, GivenRecords>
  readonly sales: GivenStream | undefined
  readonly mapped: readonly MappedHeader[]
  readonly errors: PlanIssue[]
  readonly warnings: PlanIssue[]
}

/** Reads the files of an import by their contracts and mappings; sales are only opened. */
export async function readGiven(session: Session, { files, mapping = {} }: ImportOrder): Promise<Given> {
  const records = new Map<string, GivenRecords>()
  const mapped: MappedHeader[] = []
  const issues: PlanIssue[] = []
  const remembered = await loadMappings(
    session,
    FILE_CONTRACTS.map((one) => one.name),
  )
  let sales: GivenStream | undefined
  for (const [file, bytes] of files) {
    const contract = FILE_CONTRACTS.find((one) => `${one.name}.csv` === file)
    if (!contract) {
      issues.push(notOfContract(file))
      continue
    }
    const asked = mapping[contract.name]
    const { stream, mapping: used } = asked
      ? { stream: givenStream(bytes, contract, asked), mapping: asked }
      : openMapped(bytes, contract, remembered)
    if (used) mapped.push({ file: contract.name, header: stream.header, mapping: used })
    if (contract.name === SALES) {
      sales = stream
      continue
    }
    const rows = [...stream.rows]
    const isBroken = stream.issues.some((one) => one.severity === 'error')
    records.set(contract.name, { rows: isBroken ? [] : rows, isBroken })
    issues.push(...stream.issues)
  }
  return {
    records,
    sales,
    mapped,
    errors: issues.filter((one) => one.severity === 'error'),
    warnings: issues.filter((one) => one.severity === 'warning'),
  }
}

const notOfContract = (file: string): PlanIssue =>
  planIssue({
    severity: 'warning',
    code: 'unknown-column',
    file,
    message: `${file} is not a file of the contract and was left out`,
  })
