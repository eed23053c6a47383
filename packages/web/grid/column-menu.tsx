import { Trans, useLingui } from '@lingui/react/macro'
import type { Density } from '../look/density.ts'
import { DensityChoice } from '../look/density-choice.tsx'
import { Icon } from '../look/icon.tsx'
import { Menu } from '../look/menu.tsx'
import { type GridColumn, useTitle } from './grid-column.ts'

export interface ColumnMenuFacts<Row> {
  readonly columns: readonly GridColumn<Row>[]
  /** Names of those shown, in their order. */
  readonly shown: readonly string[]
  readonly onShown: (names: readonly string[]) => void
  readonly onWidth: (name: string, width: number) => void
  /** Of this list alone, where the address says one. */
  readonly density: Density | undefined
  readonly onDensity: (density: Density) => void
}

/** Which columns a list shows, in which order, and how close its rows stand. */
export const ColumnMenu = <Row,>({ columns, shown, onShown, onWidth, density, onDensity }: ColumnMenuFacts<Row>) => {
  const { t } = useLingui()
  const order = [...shown, ...columns.map((one) => one.name).filter((name) => !shown.includes(name))]
  return (
    <Menu label={t`Columns and density`} className="icon-button" button={<Icon name="density" size={18} />}>
      {() => (
        <>
          <h2>
            <Trans>Rows</Trans>
          </h2>
          <DensityChoice own={density} onDensity={onDensity} />
          <h2>
            <Trans>Columns</Trans>
          </h2>
          {order.map((name) => {
            const column = columns.find((one) => one.name === name)
            return column ? <ColumnChoice key={name} {...{ column, shown, onShown, onWidth }} /> : null
          })}
        </>
      )}
    </Menu>
  )
}

interface ColumnChoiceFacts<Row> {
  readonly column: GridColumn<Row>
  readonly shown: readonly string[]
  readonly onShown: (names: readonly string[]) => void
  readonly onWidth: (name: string, width: number) => void
}

const STEP = 20

const ColumnChoice = <Row,>({ column, shown, onShown, onWidth }: ColumnChoiceFacts<Row>) => {
  const { t } = useLingui()
  const title = useTitle()(column)
  const { name } = column
  const at = shown.indexOf(name)
  const isOn = at >= 0
  const move = (to: number): void => {
    const others = shown.filter((one) => one !== name)
    onShown([...others.slice(0, Math.max(0, to)), name, ...others.slice(Math.max(0, to))])
  }
  return (
    <div className="menu-item">
      <label className="row grow">
        <input
          type="checkbox"
          checked={isOn}
          disabled={isOn && shown.length === 1}
          onChange={() => onShown(isOn ? shown.filter((one) => one !== name) : [...shown, name])}
        />
        {title}
      </label>
      {isOn ? (
        <>
          <button type="button" className="mini" aria-label={t`Move ${title} left`} onClick={() => move(at - 1)}>
            ↑
          </button>
          <button type="button" className="mini" aria-label={t`Move ${title} right`} onClick={() => move(at + 1)}>
            ↓
          </button>
          <button
            type="button"
            className="mini"
            aria-label={t`Make ${title} narrower`}
            onClick={() => onWidth(name, column.width - STEP)}
          >
            −
          </button>
          <button
            type="button"
            className="mini"
            aria-label={t`Make ${title} wider`}
            onClick={() => onWidth(name, column.width + STEP)}
          >
            +
          </button>
        </>
      ) : null}
    </div>
  )
}
