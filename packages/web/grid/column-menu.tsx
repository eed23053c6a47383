import { Trans, useLingui } from '@lingui/react/macro'
import { DENSITIES, type Density, useDensity } from '../look/density.ts'
import { Icon } from '../look/icon.tsx'
import { Menu } from '../look/menu.tsx'
import type { GridColumn } from './grid-column.ts'

export interface ColumnMenuFacts<Row> {
  readonly columns: readonly GridColumn<Row>[]
  /** Names of those shown, in their order. */
  readonly shown: readonly string[]
  readonly onShown: (names: readonly string[]) => void
}

/** Which columns a list shows, in which order, and how close its rows stand. */
export const ColumnMenu = <Row,>({ columns, shown, onShown }: ColumnMenuFacts<Row>) => {
  const { t, i18n } = useLingui()
  const title = (column: GridColumn<Row>): string =>
    typeof column.title === 'string' ? column.title : i18n._(column.title)
  const order = [...shown, ...columns.map((one) => one.name).filter((name) => !shown.includes(name))]
  const move = (name: string, step: number): void => {
    const next = [...shown]
    const at = next.indexOf(name)
    next.splice(at, 1)
    next.splice(Math.max(0, Math.min(next.length, at + step)), 0, name)
    onShown(next)
  }
  return (
    <Menu label={t`Columns and density`} className="icon-button" button={<Icon name="density" size={18} />}>
      {() => (
        <>
          <h3>
            <Trans>Rows</Trans>
          </h3>
          <DensityChoice />
          <h3>
            <Trans>Columns</Trans>
          </h3>
          {order.map((name) => {
            const column = columns.find((one) => one.name === name)
            if (!column) return null
            const isOn = shown.includes(name)
            return (
              <div key={name} className="menu-item">
                <label className="row grow">
                  <input
                    type="checkbox"
                    checked={isOn}
                    disabled={isOn && shown.length === 1}
                    onChange={() => onShown(isOn ? shown.filter((one) => one !== name) : [...shown, name])}
                  />
                  {title(column)}
                </label>
                {isOn ? (
                  <>
                    <button
                      type="button"
                      className="mini"
                      aria-label={t`Move ${title(column)} left`}
                      onClick={() => move(name, -1)}
                    >
                      ↑
                    </button>
                    <button
                      type="button"
                      className="mini"
                      aria-label={t`Move ${title(column)} right`}
                      onClick={() => move(name, 1)}
                    >
                      ↓
                    </button>
                  </>
                ) : null}
              </div>
            )
          })}
        </>
      )}
    </Menu>
  )
}

export const DensityChoice = () => {
  const { t } = useLingui()
  const [density, setDensity] = useDensity()
  const names: Readonly<Record<Density, string>> = { compact: t`Compact`, regular: t`Regular`, touch: t`Touch` }
  return (
    <fieldset className="seg sm" aria-label={t`Rows`}>
      {DENSITIES.map((one) => (
        <button
          key={one}
          type="button"
          className={one === density ? 'on' : ''}
          aria-pressed={one === density}
          onClick={() => setDensity(one)}
        >
          {names[one]}
        </button>
      ))}
    </fieldset>
  )
}
