import { contractOf } from '@headwater/files/contract/file-contracts'
import { writeTable } from '@headwater/files/workbook/write-table'
import { Refused } from '../platform/problem.ts'

const REQUIRED = { en: 'required', zh: '必填' } as const

/** An empty workbook for a file of the contract: what each column means and whether it is required, then its header. It is imported as it is. */
export function fileTemplate(file: string, language: 'en' | 'zh'): Promise<Uint8Array> {
  const contract = contractOf(file)
  if (!contract) throw new Refused('not-found', `file (${file}) should be one of the contract, as items`)
  const columns = contract.columns.map(({ name, meaning, required }) => ({
    name,
    title: required ? `${meaning[language]} * ${REQUIRED[language]}` : meaning[language],
    kind: 'text' as const,
  }))
  return writeTable(file, columns, [Object.fromEntries(columns.map(({ name }) => [name, name]))])
}
