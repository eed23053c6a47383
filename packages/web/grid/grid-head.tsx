import { useLingui } from '@lingui/react/macro'
import type { HTMLAttributes } from 'react'
import { type GridColumn, isRight, useTitle } from './grid-column.ts'

export interface HeadFacts<Row> {
  readonly columns: readonly GridColumn<Row>[]
  readonly hasChoice: boolean
  readonly hasActions: boolean
  readonly sort: string | undefined
  readonly onSort: (name: string) => void
  /** What the edge of a column does. */
  readonly edgeOf: (name: string) => HTMLAttributes<HTMLElement>
  readonly isAllChosen: boolean
  readonly onAll: () => void
}

export const GridHead = <Row,>({
  columns,
  hasChoice,
  hasActions,
  sort,
  onSort,
  edgeOf,
  isAllChosen,
  onAll,
}: HeadFacts<Row>) => {
  const { t } = useLingui()
  const title = useTitle()
  return (
    <div role="row" className="grid-head" aria-rowindex={1}>
      {hasChoice ? (
        <span role="columnheader" className="grid-cell">
          <input type="checkbox" aria-label={t`Choose all rows`} checked={isAllChosen} onChange={onAll} />
        </span>
      ) : null}
      {columns.map((one) => {
        const isUp = sort === one.name
        const isDown = sort === `-${one.name}`
        return (
          <span
            key={one.name}
            role="columnheader"
            className={`grid-cell ${isRight(one.type) ? 'r' : ''}`}
            aria-sort={isUp ? 'ascending' : isDown ? 'descending' : 'none'}
          >
            <button type="button" tabIndex={-1} className="grid-sort" onClick={() => onSort(one.name)}>
              {title(one)}
              {isUp ? ' ↑' : isDown ? ' ↓' : ''}
            </button>
            {/* By keys widths are set in the menu of columns. */}
            <i className="grid-edge" aria-hidden="true" {...edgeOf(one.name)} />
          </span>
        )
      })}
      {hasActions ? (
        <span role="columnheader" className="grid-cell">
          <span className="for-readers">{t`Actions`}</span>
        </span>
      ) : null}
    </div>
  )
}
