import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, useMemo } from 'react'
import type { Heat, HeatCell, HeatLine } from '../../../schemas/rest/demand.ts'
import { useAxisName } from './axis-words.ts'
import type { HeatSearch } from './heat-search.ts'
import { heatStep } from './heat-steps.ts'
import type { HeatView } from './heat-view.ts'
import { quantity } from './numbers.ts'
import { alsoWhere, cellKey, readWhere, writeWhere } from './where-clauses.ts'

export interface HeatTableFacts {
  readonly heat: Heat
  readonly view: HeatView
  readonly search: HeatSearch
  readonly go: (next: HeatSearch) => void
}

/** Rows by columns with totals; a press on a cell takes it apart, on a row's name holds sales to it. */
export const HeatTable = ({ heat, view, search, go }: HeatTableFacts) => {
  const nameOf = useAxisName()
  const cells = useMemo(() => new Map(heat.cells.map((one) => [`${one.row} ${one.column}`, one])), [heat])
  const most = useMemo(() => heat.cells.reduce((max, one) => Math.max(max, Number(one.quantity)), 0), [heat])
  const hold = (key: string): void => {
    const where = writeWhere(alsoWhere(readWhere(view.where), [{ axis: view.rows, value: key }]))
    const free = ['style', 'item', 'attr.colour'].find((one) => one !== view.rows && one !== view.columns) ?? 'item'
    const { cell: _closed, ...rest } = search
    go({
      ...rest,
      rows: view.rows === 'style' ? (view.columns === 'item' ? 'place' : 'item') : free,
      columns: view.columns,
      where,
    })
  }
  const open = (key: string): void => {
    const { cell, ...rest } = search
    go(cell === key ? rest : { ...rest, cell: key })
  }
  const first = heat.cells[0]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go from cell to cell, which are buttons
    <div className="heat-scroll" onKeyDown={walk}>
      <table className="heat">
        <thead>
          <tr>
            <th>{nameOf(view.rows)}</th>
            {heat.columns.map((one) => (
              <th key={one.key} title={one.name === one.key ? undefined : one.name}>
                {one.key}
              </th>
            ))}
            <th>
              <Trans>Total</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {heat.rows.map((row, r) => (
            <Row
              key={row.key}
              {...{ heat, row, r, cells, most, first }}
              open={search.cell}
              onHold={hold}
              onOpen={open}
            />
          ))}
        </tbody>
        <Totals heat={heat} />
      </table>
    </div>
  )
}

const Totals = ({ heat }: { readonly heat: Heat }) => (
  <tfoot>
    <tr className="tot">
      <th scope="row">
        <Trans>Total</Trans>
      </th>
      {heat.columns.map((one) => (
        <td key={one.key}>{quantity(one.total)}</td>
      ))}
      <td>{quantity(heat.total)}</td>
    </tr>
  </tfoot>
)

interface RowFacts {
  readonly heat: Heat
  readonly row: HeatLine
  readonly r: number
  readonly cells: ReadonlyMap<string, HeatCell>
  readonly most: number
  /** The cell that the Tab key reaches. */
  readonly first: HeatCell | undefined
  readonly open: string | undefined
  readonly onHold: (row: string) => void
  readonly onOpen: (cell: string) => void
}

const Row = ({ heat, row, r, cells, most, first, open, onHold, onOpen }: RowFacts) => (
  <tr>
    <th scope="row">
      <button type="button" className="heat-name" onClick={() => onHold(row.key)}>
        <b>{row.key}</b> {row.name === row.key ? null : <span className="m">{row.name}</span>}
      </button>
    </th>
    {heat.columns.map((column, c) => (
      <Cell
        key={column.key}
        cell={cells.get(`${r} ${c}`)}
        most={most}
        name={`${row.key} × ${column.key}`}
        isFirst={first?.row === r && first.column === c}
        isOpen={open === cellKey(row.key, column.key)}
        onOpen={() => onOpen(cellKey(row.key, column.key))}
      />
    ))}
    <td className="b">{quantity(row.total)}</td>
  </tr>
)

interface CellFacts {
  readonly cell: HeatCell | undefined
  readonly most: number
  readonly name: string
  readonly isFirst: boolean
  readonly isOpen: boolean
  readonly onOpen: () => void
}

const Cell = ({ cell, most, name, isFirst, isOpen, onOpen }: CellFacts) => {
  const { t } = useLingui()
  if (!cell)
    return (
      <td className="heat-none" title={t`${name}: not sold there at all`}>
        <span className="for-readers">{t`not sold there at all`}</span>
        <span aria-hidden="true">·</span>
      </td>
    )
  const sold = quantity(cell.quantity)
  const weeks = plural(cell.out, { one: '# week', other: '# weeks' })
  const words = cell.out > 0 ? t`${name}: ${sold}, out of stock for ${weeks}` : t`${name}: ${sold}`
  return (
    <td className="heat-cell">
      <button
        type="button"
        data-row={cell.row}
        data-column={cell.column}
        tabIndex={isFirst || isOpen ? 0 : -1}
        aria-pressed={isOpen}
        aria-label={words}
        title={words}
        className={`heat-${heatStep(Number(cell.quantity), most)} ${cell.out > 0 ? 'heat-out' : ''} ${isOpen ? 'on' : ''}`}
        onClick={onOpen}
      >
        {sold}
      </button>
    </td>
  )
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

/** Goes to the next cell of the row or column that has one. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key]
  const from = event.target
  if (!step || !(from instanceof HTMLElement) || from.dataset.row === undefined) return
  event.preventDefault()
  const [row, column] = [Number(from.dataset.row), Number(from.dataset.column)]
  const [down, right] = step
  const line = down === 0 ? `[data-row="${row}"]` : `[data-column="${column}"]`
  const placeOf = ({ dataset }: HTMLElement): number => Number(down === 0 ? dataset.column : dataset.row)
  const own = down === 0 ? column : row
  const ahead = [...event.currentTarget.querySelectorAll<HTMLElement>(`button${line}`)]
    .filter((one) => (placeOf(one) - own) * (down + right) > 0)
    .toSorted((a, b) => (placeOf(a) - placeOf(b)) * (down + right))
  ahead[0]?.focus()
}
