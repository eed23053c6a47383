import { formatDay } from '@headwater/domain/measures/day'
import { formatMicro } from '@headwater/domain/measures/quantity'
import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import { SELL_THROUGH } from '../contract/order-files.ts'
import { type CellValue, readCell } from '../read/read-cell.ts'
import type { GivenRow } from './given-rows.ts'

/** One sale, ready to be stored; quantity and price as exact decimal text. */
export interface SaleRow {
  readonly row: number
  readonly item: string
  readonly date: string
  readonly place: string
  readonly quantity: string
  readonly price: string | null
}

/** Errors kept; more than this are counted only. */
const MOST_ISSUES = 100_000

/** Reads given rows one by one, so that a million of them never stand in memory as objects; faults go to `issues`. */
export function* sellThroughRows(rows: Iterable<GivenRow>, issues: PlanIssue[]): Generator<SaleRow> {
  for (const { row, cells } of rows) {
    const values: Record<string, CellValue | null> = {}
    let isSound = true
    for (const column of SELL_THROUGH.columns) {
      const text = cells[column.name] ?? ''
      values[column.name] = null
      if (text === '' && !column.required) continue
      const cell = text === '' ? null : readCell(text, column.type, 'UTC')
      if (cell && 'value' in cell) {
        values[column.name] = cell.value
        continue
      }
      isSound = false
      if (issues.length < MOST_ISSUES)
        issues.push(
          planIssue({
            severity: 'error',
            code: cell ? cell.fault.code : 'required',
            file: 'sell_through.csv',
            row,
            field: column.name,
            value: text,
            message: `sell_through.csv row ${row}: ${column.name} (${text}) should be ${cell ? cell.fault.should : 'filled'}`,
          }),
        )
    }
    if (isSound)
      yield {
        row,
        item: values.item as string,
        date: formatDay(values.date as number),
        place: (values.place as string | null) ?? '',
        quantity: formatMicro(values.quantity as number),
        price: values.price === null ? null : formatMicro(values.price as number),
      }
  }
}
