import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { CheckedFile, RowState } from '../../../schemas/rest/imports.ts'
import { grouped } from '../language/words.ts'
import { Shape } from '../look/status.tsx'
import { STATES } from './imports-search.ts'

const NAMES: Readonly<Record<RowState, ReactNode>> = {
  new: <Trans context="row of an import">New</Trans>,
  changed: <Trans context="row of an import">Changed</Trans>,
  same: <Trans context="row of an import">Same</Trans>,
  wrong: <Trans context="row of an import">Wrong</Trans>,
  unchecked: <Trans context="row of an import">Not checked</Trans>,
}

/** What an import would make of a row: grey where nothing would change. */
export const StateChip = ({ state }: { readonly state: RowState }) => {
  if (state === 'same' || state === 'unchecked') return <span className="q f12">{NAMES[state]}</span>
  const look = { new: 'run', changed: 'run', wrong: 'late' }[state]
  return (
    <span className={`chip ${look}`}>
      {state === 'wrong' ? <Shape status="late" /> : <b aria-hidden="true">{state === 'new' ? '+' : '±'}</b>}{' '}
      {NAMES[state]}
    </span>
  )
}

export interface StateFilterFacts {
  readonly checked: CheckedFile
  readonly chosen: RowState | undefined
  readonly onChoose: (state: RowState | undefined) => void
}

/** The counts of a file; each shows its rows alone. */
export const StateFilter = ({ checked, chosen, onChoose }: StateFilterFacts) => {
  const { t } = useLingui()
  const { counts, rows } = checked
  return (
    <fieldset className="seg sm states" aria-label={t`Rows by state`}>
      <button
        type="button"
        className={chosen === undefined ? 'on' : ''}
        aria-pressed={chosen === undefined}
        onClick={() => onChoose(undefined)}
      >
        <Trans context="row of an import">All</Trans> <b>{grouped(rows)}</b>
      </button>
      {STATES.filter((one) => counts[one] > 0 || one === 'wrong').map((state) => (
        <button
          key={state}
          type="button"
          className={chosen === state ? 'on' : ''}
          aria-pressed={chosen === state}
          onClick={() => onChoose(chosen === state ? undefined : state)}
        >
          {state === 'wrong' && counts.wrong > 0 ? (
            <i className="t-late">
              <Shape status="late" />
            </i>
          ) : null}
          {NAMES[state]} <b>{grouped(counts[state])}</b>
        </button>
      ))}
    </fieldset>
  )
}
