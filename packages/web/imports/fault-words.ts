import { useLingui } from '@lingui/react/macro'
import type { CellFault } from '../../../schemas/rest/imports.ts'
import { useFileName } from './file-names.ts'
import { type ContractColumn, type ContractFile, useColumnName } from './use-contracts.ts'

/** Says what is wrong with a cell, a row or a file, by the code that the node gives. */
export function useFaultWords(contract: ContractFile | undefined): (fault: CellFault) => string {
  const { t } = useLingui()
  const ofCell = useCellWords()
  const ofRow = useRowWords(contract)
  return (fault) => {
    const column = contract?.columns.find((one) => one.name === fault.field)
    return ofCell(fault, column) ?? ofRow(fault, column) ?? t`The node refuses this (${fault.code})`
  }
}

type Words = (fault: CellFault, column: ContractColumn | undefined) => string | null

/** What one cell should be, by itself. */
function useCellWords(): Words {
  const { t } = useLingui()
  const nameOf = useColumnName()
  const bounds = useBounds()
  return ({ code, value, field }, column) => {
    const text = value ?? ''
    const name = column ? nameOf(column) : (field ?? '')
    switch (code) {
      case 'required':
        return t`${name} should not be empty`
      case 'not-a-number':
        return t`“${text}” is no number: write it as 12.5`
      case 'too-many-digits':
        return t`“${text}” has too many digits: 9 before the point and 6 after it at most`
      case 'out-of-range':
        return t`“${text}” should be ${bounds(column)}`
      case 'not-a-date':
        return column?.kind === 'clock'
          ? t`“${text}” is no time of the day: write it as 08:00`
          : t`“${text}” is no date: write it as 2026-03-02`
      case 'not-in-list': {
        const list = (column?.values ?? []).join(', ')
        return t`“${text}” should be one of ${list}`
      }
      case 'bad-text':
        return field === null ? null : t`“${text}” should have 1 to 64 characters, without , ; | = and line breaks`
      default:
        return null
    }
  }
}

/** `at least 0 and below 1` */
function useBounds(): (column: ContractColumn | undefined) => string {
  const { t } = useLingui()
  return (column) => {
    const { least, above, most, below } = column?.bounds ?? {}
    return [
      least === undefined ? null : t`at least ${least}`,
      above === undefined ? null : t`above ${above}`,
      most === undefined ? null : t`at most ${most}`,
      below === undefined ? null : t`below ${below}`,
    ]
      .filter((one) => one !== null)
      .join(t` and `)
  }
}

/** What is wrong beside other cells, rows and files. */
function useRowWords(contract: ContractFile | undefined): Words {
  const { t } = useLingui()
  const nameOf = useColumnName()
  const fileName = useFileName()
  const ofRecords = useRecordWords()
  return ({ code, value, row, other, target, field }, column) => {
    const text = value ?? ''
    const name = column ? nameOf(column) : (field ?? '')
    switch (code) {
      case 'unknown-reference':
        if (row === null) return t`The node keeps a file for a day, and this one is gone: choose it again`
        return target === null ? t`“${text}” does not exist` : t`“${text}” is not in ${fileName(target)}`
      case 'duplicate-key': {
        const keys = (contract?.columns ?? [])
          .filter((one) => one.isKey)
          .map(nameOf)
          .join(', ')
        return other === null ? t`Another row has the same ${keys}` : t`Row ${other} has the same ${keys}`
      }
      case 'missing-column':
        return t`No column is ${name} yet: choose which one it is`
      case 'duplicate-file': {
        const other = fileName(contract?.file ?? '')
        return t`Another file of this import is ${other} already: say what this one is, or take it out`
      }
      case 'bad-encoding':
        return t`This is neither a workbook nor text in UTF-8 or GB18030: save it as “Excel workbook (.xlsx)” or “CSV UTF-8”`
      case 'bad-text':
        return value === null
          ? t`The quotes of this row do not match: check them`
          : t`The row that begins with “${text}” is longer than the 1,000,000 characters that a row may have: shorten its longest cell`
      default:
        return ofRecords(code, text)
    }
  }
}

/** Faults of which the records as a whole are the reason. */
function useRecordWords(): (code: string, text: string) => string | null {
  const { t } = useLingui()
  return (code, text) => {
    switch (code) {
      case 'no-conversion':
        return t`No conversion of units leads from “${text}” to the unit of the item`
      case 'no-variant':
        return t`No variant of the style fits “${text}”`
      case 'conflict':
        return t`“${text}” contradicts another cell`
      case 'cycle':
        return t`“${text}” would be made of itself`
      case 'no-working-time':
        return t`The calendar “${text}” has no working time`
      default:
        return null
    }
  }
}
