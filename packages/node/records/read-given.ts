import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import type { FileContract } from '@headwater/files/contract/column'
import { FILE_CONTRACTS } from '@headwater/files/contract/file-contracts'
import { type GivenRow, type GivenStream, givenStream } from '@headwater/files/import/given-rows'
import type { Session } from '../platform/database.ts'
import { loadMappings, type MappedHeader, openMapped } from './column-mapping.ts'
import type { ImportOrder, Mapping } from './import-outcome.ts'

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
    const asked = Object.hasOwn(mapping, contract.name) ? mapping[contract.name] : undefined
    if (asked) issues.push(...wrongTargets(contract, asked))
    const { stream, mapping: used } = asked
      ? { stream: givenStream(bytes, contract, asked), mapping: asked }
      : openMapped(bytes, contract, remembered)
    if (used) mapped.push({ file: contract.name, header: stream.header, mapping: used })
    if (contract.name === SALES) {
      sales = stream
      continue
    }
    const rows = firstOf(stream.rows)
    if (rows.length > MOST_ROWS) issues.push(tooMany(file))
    const isBroken = rows.length > MOST_ROWS || stream.issues.some((one) => one.severity === 'error')
    records.set(contract.name, { rows: isBroken ? [] : rows, isBroken })
    for (const one of stream.issues) issues.push(one)
  }
  return {
    records,
    sales,
    mapped,
    errors: issues.filter((one) => one.severity === 'error'),
    warnings: issues.filter((one) => one.severity === 'warning'),
  }
}

function wrongTargets(contract: FileContract, asked: Mapping): PlanIssue[] {
  const known = new Set(contract.columns.map((one) => one.name))
  return Object.entries(asked)
    .filter(([, to]) => to !== '' && !known.has(to) && !(contract.attributes && /^attr\../.test(to)))
    .map(([header, to]) =>
      planIssue({
        severity: 'error',
        code: 'not-in-list',
        file: `${contract.name}.csv`,
        field: header,
        value: to,
        message: `${contract.name}.csv: mapping of column (${header}) to (${to}) should name one of ${[...known].join(', ')}`,
      }),
    )
}

/** Records are checked together, in memory; a longer file is refused before it fills that. Sales have no such limit. */
const MOST_ROWS = 1_000_000

function firstOf(rows: Iterable<GivenRow>): GivenRow[] {
  const first: GivenRow[] = []
  for (const one of rows) if (first.push(one) > MOST_ROWS) break
  return first
}

const tooMany = (file: string): PlanIssue =>
  planIssue({
    severity: 'error',
    code: 'out-of-range',
    file,
    row: MOST_ROWS + 1,
    message: `${file} should have at most ${MOST_ROWS} rows. Leave out what is no longer used, or split it`,
  })

const notOfContract = (file: string): PlanIssue =>
  planIssue({
    severity: 'error',
    code: 'not-in-list',
    file,
    message: `${file} should be a file of the contract (${FILE_CONTRACTS.map((one) => one.name).join(', ')}). Rename it, or leave it out`,
  })
