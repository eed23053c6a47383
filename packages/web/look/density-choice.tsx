import { useLingui } from '@lingui/react/macro'
import { DENSITIES, type Density, useDensity } from './density.ts'

/** How close rows stand: everywhere, or in one list that has its own. */
export const DensityChoice = ({
  own,
  onDensity,
}: {
  readonly own?: Density | undefined
  readonly onDensity?: (density: Density) => void
}) => {
  const { t } = useLingui()
  const [common, setDensity] = useDensity()
  const density = own ?? common
  const choose = (next: Density): void => (own === undefined ? setDensity(next) : onDensity?.(next))
  const names: Readonly<Record<Density, string>> = { compact: t`Compact`, regular: t`Regular`, touch: t`Touch` }
  return (
    <fieldset className="seg sm" aria-label={t`Rows`}>
      {DENSITIES.map((one) => (
        <button
          key={one}
          type="button"
          className={one === density ? 'on' : ''}
          aria-pressed={one === density}
          onClick={() => choose(one)}
        >
          {names[one]}
        </button>
      ))}
    </fieldset>
  )
}
