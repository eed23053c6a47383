import { useSlow } from '../look/use-slow.ts'
import type { GridColumn } from './grid-column.ts'

const ROWS = 12

export interface GhostFacts<Row> {
  readonly columns: readonly GridColumn<Row>[]
  readonly hasChoice: boolean
  readonly height: number
  readonly isWaiting: boolean
}

/** Rows as high as the real ones, once the first of them are waited for so long that somebody notices. */
export const GhostRows = <Row,>({ columns, hasChoice, height, isWaiting }: GhostFacts<Row>) =>
  useSlow(isWaiting) ? (
    <div className="ghost-rows" aria-hidden="true">
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row} className="grid-row" style={{ height, transform: `translateY(${row * height}px)` }}>
          {hasChoice ? <span className="grid-cell" /> : null}
          {columns.map((one) => (
            <span key={one.name} className="grid-cell">
              <i className="ghost" />
            </span>
          ))}
        </div>
      ))}
    </div>
  ) : null
