import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Heat, HeatCell } from '../../../schemas/rest/demand.ts'
import { weekName } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { useAxisName } from './axis-words.ts'
import { useHeat } from './demand-data.ts'
import type { HeatView } from './heat-view.ts'
import { quantity } from './numbers.ts'
import { alsoWhere, readWhere, writeWhere } from './where-clauses.ts'

export interface HeatPanelFacts {
  readonly heat: Heat
  readonly view: HeatView
  /** Row and column. */
  readonly cell: readonly [string, string]
  readonly onClose: () => void
}

/** One cell taken apart: its items, week by week, each with the way to its forecast. */
export const HeatPanel = ({ heat, view, cell: [row, column], onClose }: HeatPanelFacts) => {
  const { t } = useLingui()
  const nameOf = useAxisName()
  const where = writeWhere(
    alsoWhere(readWhere(view.where), [
      { axis: view.rows, value: row },
      { axis: view.columns, value: column },
    ]),
  )
  const items = useHeat({ rows: 'item', columns: 'week', period: view.period, where }).data
  const name = heat.rows.find((one) => one.key === row)?.name ?? row
  return (
    <aside className="side" aria-label={t`What is in the cell`}>
      <header className="side-head">
        <div className="ell">
          <h2 className="f16 ell">
            {row} × {column}
          </h2>
          <p className="q f12 ell">
            {nameOf(view.rows)} × {nameOf(view.columns)}
            {name === row ? null : ` · ${name}`}
          </p>
        </div>
        <span className="sp" />
        <button type="button" className="icon-button" onClick={onClose} aria-label={t`Close`}>
          <Icon name="close" size={16} />
        </button>
      </header>
      {items ? <Items items={items} /> : <div className="side-body" aria-busy="true" />}
    </aside>
  )
}

const Items = ({ items }: { readonly items: Heat }) => {
  const sum = quantity(items.total)
  return (
    <>
      <p className="load-sum-line">
        <b>
          <Trans>{sum} sold</Trans>
        </b>{' '}
        <span className="q">
          <Plural value={items.rows.length} one="# item" other="# items" />
        </span>
      </p>
      <ul className="scroll side-body heat-items">
        {items.rows.map((one, r) => (
          <li key={one.key}>
            <span className="ell">
              <Link to="/demand/forecast" search={{ level: 'item', key: one.key } as never} className="b">
                {one.key}
              </Link>
              <br />
              <span className="m f12">{one.name === one.key ? '' : one.name}</span>
            </span>
            <WeekBars
              cells={items.cells.filter((cell) => cell.row === r)}
              weeks={items.columns.map((week) => week.key)}
            />
            <span className="r b">{quantity(one.total)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

const HEIGHT = 26

/** A bar a week; hatched where nobody could buy. */
const WeekBars = ({ cells, weeks }: { readonly cells: readonly HeatCell[]; readonly weeks: readonly string[] }) => {
  const { t } = useLingui()
  const most = cells.reduce((max, one) => Math.max(max, Number(one.quantity)), 1)
  const width = Math.max(3, Math.min(12, Math.floor(120 / Math.max(1, weeks.length))))
  const said = weeks
    .map((week, c) => {
      const cell = cells.find((one) => one.column === c)
      return `${weekName(week)} ${cell ? quantity(cell.quantity) : '–'}${cell && cell.out > 0 ? ` (${t`out of stock`})` : ''}`
    })
    .join(' · ')
  return (
    <svg width={weeks.length * width} height={HEIGHT} role="img" aria-label={said}>
      <title>{said}</title>
      <pattern id="week-hatch" width={4} height={4} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V4" stroke="var(--edge)" strokeWidth={1.2} />
      </pattern>
      {cells.map((one) => {
        const height = Math.max(1, (Math.max(0, Number(one.quantity)) / most) * (HEIGHT - 1))
        return one.out > 0 ? (
          <rect key={one.column} x={one.column * width} width={width - 1} height={HEIGHT} fill="url(#week-hatch)" />
        ) : (
          <rect
            key={one.column}
            x={one.column * width}
            y={HEIGHT - height}
            width={width - 1}
            height={height}
            fill="var(--bar-2)"
          />
        )
      })}
    </svg>
  )
}
