import { Trans } from '@lingui/react/macro'
import type { ForecastLevel } from '../../../schemas/rest/forecasting.ts'

export interface ScopeNameFacts {
  readonly level: ForecastLevel
  /** Null for all. */
  readonly name: string | null
  readonly place: string | null
}

export const LevelName = ({ level }: { readonly level: ForecastLevel }) => {
  if (level === 'item') return <Trans>Item</Trans>
  if (level === 'style') return <Trans>Style</Trans>
  return level === 'category' ? <Trans>Category</Trans> : <Trans>All items</Trans>
}

/** `Style 2609`, `All items in 门店`. */
export const ScopeName = ({ level, name, place }: ScopeNameFacts) => (
  <>
    <LevelName level={level} />
    {name === null ? null : ` ${name}`}
    {place === null ? null : ` · ${place}`}
  </>
)
