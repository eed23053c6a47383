import { Trans, useLingui } from '@lingui/react/macro'
import { grouped } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { useAxisName } from './axis-words.ts'
import type { HeatSearch } from './heat-search.ts'
import { heatEdges } from './heat-steps.ts'
import type { HeatView } from './heat-view.ts'
import { readWhere, writeWhere } from './where-clauses.ts'

export interface HeatToolsFacts {
  readonly view: HeatView
  readonly search: HeatSearch
  readonly go: (next: HeatSearch) => void
  /** Attributes of what is sold. */
  readonly axes: readonly string[]
  /** Of one cell. */
  readonly most: number
}

const ALWAYS = ['style', 'item', 'place'] as const

/** Which two things are rows and columns, and what sales are held to. */
export const HeatTools = ({ view, search, go, axes, most }: HeatToolsFacts) => {
  const { t } = useLingui()
  const nameOf = useAxisName()
  const all = [
    ...ALWAYS,
    ...axes.filter((one) => one !== 'attr.category'),
    ...(axes.includes('attr.category') ? ['category'] : []),
  ]
  const lay = (rows: string, columns: string): void => go({ ...search, rows, columns })
  return (
    <div className="heat-tools">
      <AxisField
        label={t({ message: 'Rows', context: 'heat map' })}
        {...{ all, nameOf }}
        value={view.rows}
        onAxis={(axis) => lay(axis, axis === view.columns ? view.rows : view.columns)}
      />
      <button
        type="button"
        className="icon-button"
        title={t`Swap rows and columns`}
        aria-label={t`Swap rows and columns`}
        onClick={() => lay(view.columns, view.rows)}
      >
        ⇄
      </button>
      <AxisField
        label={t({ message: 'Columns', context: 'heat map' })}
        {...{ all, nameOf }}
        value={view.columns}
        onAxis={(axis) => lay(axis === view.rows ? view.columns : view.rows, axis)}
      />
      {readWhere(view.where).map((clause, i, clauses) => {
        const name = nameOf(clause.axis)
        return (
          <button
            key={clause.axis}
            type="button"
            className="filter on"
            aria-label={t`Without ${name} ${clause.value}`}
            onClick={() => {
              const { where: _gone, ...rest } = search
              const left = writeWhere(clauses.toSpliced(i, 1))
              go({ ...rest, ...(left ? { where: left } : {}) })
            }}
          >
            {name} {clause.value} <Icon name="close" size={12} />
          </button>
        )
      })}
      <span className="sp" />
      <HeatLegend most={most} />
    </div>
  )
}

interface AxisFieldFacts {
  readonly label: string
  readonly value: string
  readonly all: readonly string[]
  readonly nameOf: (axis: string) => string
  readonly onAxis: (axis: string) => void
}

const AxisField = ({ label, value, all, nameOf, onAxis }: AxisFieldFacts) => (
  <label className="row">
    {label}
    <select className="field" value={value} onChange={(event) => onAxis(event.target.value)}>
      {(all.includes(value) ? all : [...all, value]).map((one) => (
        <option key={one} value={one}>
          {nameOf(one)}
        </option>
      ))}
    </select>
  </label>
)

const HeatLegend = ({ most }: { readonly most: number }) => (
  <span className="heat-legend q f12">
    <i className="heat-0">0</i> <Trans>none sold</Trans>
    <i className="heat-none">·</i> <Trans>not sold there at all</Trans>
    <i className="heat-0 heat-out" /> <Trans>out of stock for a time</Trans>
    {most > 0 ? (
      <span className="heat-ramp">
        {heatEdges(most).map((from, i) => (
          <i key={i} className={`heat-${i + 1}`}>
            {grouped(from)}
          </i>
        ))}
      </span>
    ) : null}
  </span>
)
