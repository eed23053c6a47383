import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { grouped } from '../language/words.ts'
import { CustomerField } from './customer-field.tsx'
import { isRight, MatrixField, totalOf } from './matrix-field.tsx'
import { type Cells, isQuantity } from './paste-block.ts'
import type { Styles } from './promise-data.ts'
import { type AskedLine, type PromiseSearch, readLines, writeLines } from './promise-search.ts'
import type { StyleMatrix } from './style-matrix.ts'
import { StyleSearch } from './style-search.tsx'

export interface AskFormFacts {
  readonly search: PromiseSearch
  readonly styles: Styles
  readonly today: string
  readonly onAsk: (search: PromiseSearch) => void
  /** What stands in the form is, or is no longer, what was asked. */
  readonly onChanged: (isChanged: boolean) => void
}

/** Days ahead that a question begins with. */
const AHEAD_DAYS = 14
const DAY_MS = 86_400_000

const later = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** Lines of the cells that hold a quantity above 0, in the order of the matrix. */
export const linesOf = (matrix: StyleMatrix, cells: Cells): readonly AskedLine[] =>
  matrix.rows.flatMap((row) =>
    row.cells.flatMap((cell) => {
      const quantity = cell ? (cells[cell.item] ?? '') : ''
      return cell && isQuantity(quantity, cell.decimals) && Number(quantity) > 0 ? [{ item: cell.item, quantity }] : []
    }),
  )

/** What is wanted, by whom and when. Enter in any field asks. */
export const AskForm = ({ search, styles, today, onAsk, onChanged }: AskFormFacts) => {
  const { t } = useLingui()
  const [style, setStyle] = useState(search.style ?? '')
  const [cells, setCells] = useState<Cells>(() =>
    Object.fromEntries(readLines(search.lines).map((one) => [one.item, one.quantity])),
  )
  const [wanted, setWanted] = useState(search.wanted ?? later(today, AHEAD_DAYS))
  const [customer, setCustomer] = useState(search.customer ?? '')
  const matrix = styles.matrices.get(style)
  const lines = matrix ? linesOf(matrix, cells) : []
  const total = grouped(
    matrix
      ? totalOf(
          matrix.rows.flatMap((row) => row.cells),
          cells,
        )
      : 0,
  )
  const isReady = matrix !== undefined && lines.length > 0 && isRight(matrix, cells)
  const touch =
    <Value,>(set: (value: Value) => void) =>
    (value: Value): void => {
      set(value)
      onChanged(search.lines !== undefined)
    }
  return (
    <form
      className="col promise-col ask-form"
      aria-label={t`What is asked`}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady) return
        onAsk({ style, lines: writeLines(lines), wanted, ...(customer.trim() ? { customer: customer.trim() } : {}) })
      }}
    >
      <section className="panel">
        <WhatHead />
        <StyleField styles={styles} style={style} onStyle={touch(setStyle)} />
        {matrix ? <MatrixField key={style} matrix={matrix} cells={cells} onCells={touch(setCells)} /> : null}
      </section>
      <section className="panel">
        <header>
          <h2>
            <Trans>For whom and when</Trans>
          </h2>
        </header>
        <div className="ask-fields">
          <CustomerField customer={customer} onCustomer={touch(setCustomer)} />
          <DayField day={wanted} onDay={touch(setWanted)} />
          <button type="submit" className="btn" disabled={!isReady}>
            <Trans>Ask for {total}, inquiry only</Trans> <kbd>↵</kbd>
          </button>
        </div>
      </section>
    </form>
  )
}

const WhatHead = () => (
  <header>
    <h2>
      <Trans>What</Trans>
    </h2>
    <span className="sp" />
    <span className="q f12">
      <Trans>Paste a block from Excel into any cell</Trans>
    </span>
  </header>
)

const DayField = ({ day, onDay }: { readonly day: string; readonly onDay: (day: string) => void }) => (
  <label className="form-row">
    <Trans>Wanted on</Trans>
    <input className="field" type="date" required value={day} onChange={(event) => onDay(event.target.value)} />
  </label>
)

const StyleField = ({
  styles,
  style,
  onStyle,
}: {
  readonly styles: Styles
  readonly style: string
  readonly onStyle: (style: string) => void
}) => {
  const matrix = styles.matrices.get(style)
  const variants = matrix?.rows.flatMap((row) => row.cells).filter((cell) => cell !== null).length ?? 0
  return (
    <div className="ask-style">
      <StyleSearch styles={styles} style={style} onStyle={onStyle} />
      {matrix ? (
        <p className="f16 ell" title={matrix.name}>
          <b>{matrix.name}</b>{' '}
          <span className="q f12">
            <Trans>{variants} variants</Trans>
          </span>
        </p>
      ) : null}
    </div>
  )
}
