import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { shortDate } from '../language/words.ts'
import { Dialog } from '../look/dialog.tsx'
import { Shape } from '../look/status.tsx'
import { useEdits } from './edits.tsx'
import { useFieldName } from './field-name.ts'
import { type Choices, type Conflict, conflictKey, typedFor } from './merge-edits.ts'

/** Two people wrote the same cells: both values beside each other, one choice a cell; closed without a choice, nothing is lost. */
export const MergeCard = () => {
  const { clash } = useEdits()
  return clash ? <OpenCard key={JSON.stringify(clash.conflicts)} clash={clash} /> : null
}

type Clash = NonNullable<ReturnType<typeof useEdits>['clash']>

const OpenCard = ({ clash }: { readonly clash: Clash }) => {
  const { t } = useLingui()
  const { edits, conflicts, resolve } = clash
  const [choices, setChoices] = useState<Choices>({})
  const open = conflicts.filter((one) => one.now !== null)
  const isReady = open.every((one) => choices[conflictKey(one)] !== undefined)
  const mine = open.filter((one) => choices[conflictKey(one)] === 'mine').length
  return (
    <Dialog label={t`Somebody changed this meanwhile`} onClose={() => resolve(null)} className="merge">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          resolve(choices)
        }}
      >
        <h2 className="f16 row">
          <Shape status="conflict" />
          <Plural value={conflicts.length} one="# cell was changed meanwhile" other="# cells were changed meanwhile" />
        </h2>
        <p className="m">
          <Trans>Nothing is written yet. Choose for each cell which value stays.</Trans>
        </p>
        <div className="merge-rows">
          {conflicts.map((one) => (
            <ConflictRow
              key={conflictKey(one)}
              conflict={one}
              row={edits[one.edit]!.key ?? ''}
              typed={typedFor(edits[one.edit]!, one.field)}
              choice={choices[conflictKey(one)]}
              onChoice={(choice) => setChoices({ ...choices, [conflictKey(one)]: choice })}
            />
          ))}
        </div>
        <p className="row">
          <button type="button" className="btn" onClick={() => resolve(null)}>
            <Trans>Go on typing</Trans>
          </button>
          <span className="sp" />
          <button type="submit" className="btn pri" disabled={!isReady}>
            {mine === 0 ? (
              <Trans>Keep what is there now</Trans>
            ) : (
              <Plural value={mine} one="Write my # value" other="Write my # values" />
            )}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

interface RowFacts {
  readonly conflict: Conflict
  readonly row: string
  readonly typed: string | null
  readonly choice: 'mine' | 'theirs' | undefined
  readonly onChoice: (choice: 'mine' | 'theirs') => void
}

const ConflictRow = ({ conflict, row, typed, choice, onChoice }: RowFacts) => {
  const nameOf = useFieldName()
  const value = useValueText()
  const { field, was, now } = conflict
  const key = row.replace('|', ' / ')
  const option = (which: 'mine' | 'theirs', word: React.ReactNode, text: React.ReactNode) => (
    <label className={choice === which ? 'merge-value on' : 'merge-value'}>
      <input
        type="radio"
        name={conflictKey(conflict)}
        checked={choice === which}
        onChange={() => onChoice(which)}
        disabled={now === null}
      />
      <span className="q f12">{word}</span>
      <b className="merge-text">{text}</b>
    </label>
  )
  return (
    <fieldset className="merge-row">
      <legend>
        <b>{key}</b> · {nameOf(field)}{' '}
        <span className="q f12">
          <Trans>it was {value(field, was)}</Trans>
        </span>
      </legend>
      {option('mine', <Trans>You</Trans>, typed === null ? <Trans>take the row away</Trans> : value(field, typed))}
      {option('theirs', <Trans>There now</Trans>, now === null ? <Trans>the row is gone</Trans> : value(field, now))}
    </fieldset>
  )
}

/** A cell as people read it. */
function useValueText(): (field: string, text: string) => string {
  const { language } = useLanguage()
  return (field, text) => {
    if (text === '') return '–'
    return field.endsWith('_date') && /^\d{4}-\d\d-\d\d$/.test(text) ? shortDate(text, language, '') : text
  }
}
