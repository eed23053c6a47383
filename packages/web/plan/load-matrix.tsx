import { Trans, useLingui } from '@lingui/react/macro'
import type { KeyboardEvent } from 'react'
import type { CapacityLoadView } from '../../../schemas/rest/tracing.ts'
import { useLanguage } from '../language/language.tsx'
import { shortDate } from '../language/words.ts'
import { Shape } from '../look/status.tsx'

export interface LoadMatrixFacts {
  readonly rows: readonly CapacityLoadView[]
  /** `PRESS|2026-11-30` */
  readonly open: string | undefined
  readonly onOpen: (cell: string) => void
}

const THIS_YEAR = String(new Date().getFullYear())

/** Work centers down, weeks across; each cell a bar against a line at all that is available. */
export const LoadMatrix = ({ rows, open, onOpen }: LoadMatrixFacts) => {
  const { language } = useLanguage()
  const weeks = [...new Set(rows.map((one) => one.week))].toSorted()
  const centers = [...new Map(rows.map((one) => [one.workCenter, one.name]))]
  const cells = new Map(rows.map((one) => [`${one.workCenter}|${one.week}`, one]))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go from cell to cell, which are buttons
    <div className="scroll load-scroll" onKeyDown={walk}>
      <table className="load" style={{ width: 190 + weeks.length * 84 }}>
        <thead>
          <tr>
            <th style={{ width: 190 }}>
              <Trans>Work center</Trans>
            </th>
            {weeks.map((week) => (
              <th key={week} className="r">
                {shortDate(week, language, THIS_YEAR)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {centers.map(([center, name], row) => (
            <tr key={center}>
              <th scope="row" title={center}>
                {name}
              </th>
              {weeks.map((week, column) => {
                const load = cells.get(`${center}|${week}`)
                return (
                  <td key={week} className="load-cell">
                    {load ? (
                      <Cell {...{ load, row, column }} isOpen={open === `${center}|${week}`} onOpen={onOpen} />
                    ) : (
                      <span className="q">–</span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellFacts {
  readonly load: CapacityLoadView
  readonly row: number
  readonly column: number
  readonly isOpen: boolean
  readonly onOpen: (cell: string) => void
}

/** A bar of one and a half times what is available, with the line at all of it. */
const FULL = 1.5

const Cell = ({ load, row, column, isOpen, onOpen }: CellFacts) => {
  const { t } = useLingui()
  const { language } = useLanguage()
  const share = Number(load.minutes) / Number(load.available)
  const isOver = !(share <= 1)
  const percent = Number.isFinite(share) ? `${Math.round(share * 100)} %` : '∞'
  const week = shortDate(load.week, language)
  return (
    <button
      type="button"
      data-row={row}
      data-column={column}
      className={`load-button ${isOpen ? 'on' : ''} ${isOver ? 't-late b' : ''}`}
      aria-pressed={isOpen}
      onClick={() => onOpen(`${load.workCenter}|${load.week}`)}
    >
      <span className="for-readers">{t`${load.name}, week of ${week}`}</span>
      <span className="row-end">
        {isOver ? <Shape status="late" size={8} /> : null}
        {percent}
      </span>
      <span className="load-bar" aria-hidden="true">
        <i className={isOver ? 'over' : ''} style={{ width: `${(Math.min(share, FULL) / FULL) * 100}%` }} />
        <u style={{ left: `${100 / FULL}%` }} />
      </span>
    </button>
  )
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

/** Goes to the next cell that has a load. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key]
  const from = event.target
  if (!step || !(from instanceof HTMLElement) || from.dataset.row === undefined) return
  event.preventDefault()
  const cells = [...event.currentTarget.querySelectorAll<HTMLElement>('.load-button')]
  const [row, column] = [Number(from.dataset.row), Number(from.dataset.column)]
  const ahead = cells.filter(({ dataset }) => {
    const [down, right] = [Number(dataset.row) - row, Number(dataset.column) - column]
    return step[0] === 0 ? down === 0 && right * step[1] > 0 : right === 0 && down * step[0] > 0
  })
  const next = step[0] + step[1] > 0 ? ahead[0] : ahead.at(-1)
  next?.focus()
}
