import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { grouped } from '../language/words.ts'
import { isRight, MatrixField, totalOf } from './matrix-field.tsx'
import { type Cells, isQuantity } from './paste-block.ts'
import { type Styles, useCustomers } from './promise-data.ts'
import { type AskedLine, type PromiseSearch, readLines, writeLines } from './promise-search.ts'
import type { StyleMatrix } from './style-matrix.ts'

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
  const { t } = useLingui()
  const [text, setText] = useState(style)
  const matrix = styles.matrices.get(style)
  const variants = matrix?.rows.flatMap((row) => row.cells).filter((cell) => cell !== null).length ?? 0
  return (
    <div className="ask-style">
      <label className="form-row">
        <Trans>Style</Trans>
        <input
          className="field"
          list="promise-styles"
          autoComplete="off"
          placeholder={t`code or name`}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            const found = styleOf(styles, event.target.value)
            if (found !== null && found !== style) onStyle(found)
          }}
        />
      </label>
      <datalist id="promise-styles">
        {[...styles.matrices.values()].map((one) => (
          <option key={one.style} value={one.style}>
            {one.name}
          </option>
        ))}
      </datalist>
      {matrix ? (
        <p className="f16 ell" title={matrix.name}>
          <b>{matrix.name}</b>{' '}
          <span className="q f12">
            <Trans>{variants} variants</Trans>
          </span>
        </p>
      ) : text === '' ? null : (
        <p className="q f12">
          <Trans>No style or item is called “{text}”</Trans>
        </p>
      )}
    </div>
  )
}

/** The style of that code, or the only one of that name. */
function styleOf({ matrices, items }: Styles, text: string): string | null {
  const wanted = text.trim()
  if (matrices.has(wanted)) return wanted
  const item = items.get(wanted)
  if (item) return item.style || item.item
  const named = [...matrices.values()].filter((one) => one.name.toLowerCase() === wanted.toLowerCase())
  return named.length === 1 ? named[0]!.style : null
}

const CustomerField = ({
  customer,
  onCustomer,
}: {
  readonly customer: string
  readonly onCustomer: (customer: string) => void
}) => {
  const { data = [] } = useCustomers()
  return (
    <label className="form-row">
      <Trans>Customer</Trans>
      <input
        className="field"
        list="promise-customers"
        autoComplete="off"
        maxLength={200}
        value={customer}
        onChange={(event) => onCustomer(event.target.value)}
      />
      <datalist id="promise-customers">
        {data.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </label>
  )
}
