import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { dateWithWeekday } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import type { ExceptionRow } from './calendar-data.ts'
import { useCalendarEdit } from './use-calendar-edit.ts'
import { ClockField } from './week-grid.tsx'

export interface ExceptionFacts {
  readonly calendar: string
  readonly exceptions: readonly ExceptionRow[]
  readonly mayEdit: boolean
}

/** Days whose shifts are other than those of their weekday: holidays, Saturdays that are worked. */
export const CalendarExceptions = ({ calendar, exceptions, mayEdit }: ExceptionFacts) => {
  const { t } = useLingui()
  const { language } = useLanguage()
  const { removeException } = useCalendarEdit()
  const [wrong, setWrong] = useState<string | null>(null)
  return (
    <section className="panel" aria-label={t`Days that are otherwise`}>
      <header>
        <h2>
          <Trans>Days that are otherwise</Trans>
        </h2>
      </header>
      <ul className="exceptions">
        {exceptions.map((one) => (
          <li key={one.key}>
            <b className="nw">
              {one.date.slice(0, 4)} {dateWithWeekday(one.date, language)}
            </b>
            <span>{one.isClosed ? <Trans>closed</Trans> : `${one.start}–${one.end}`}</span>
            {mayEdit ? (
              <button
                type="button"
                className="icon-button sm"
                aria-label={t`Take out the exception of ${one.date}`}
                onClick={() => void removeException(one).then(setWrong)}
              >
                <Icon name="close" size={12} />
              </button>
            ) : null}
          </li>
        ))}
        {exceptions.length === 0 ? (
          <li className="q">
            <Trans>None: every week is as usual.</Trans>
          </li>
        ) : null}
      </ul>
      {mayEdit ? <NewException calendar={calendar} onWrong={setWrong} /> : null}
      {wrong === null ? null : (
        <p className="settings-wrong t-late" role="alert">
          {wrong}
        </p>
      )}
    </section>
  )
}

const NewException = ({
  calendar,
  onWrong,
}: {
  readonly calendar: string
  readonly onWrong: (wrong: string | null) => void
}) => {
  const { t } = useLingui()
  const { addException } = useCalendarEdit()
  const [date, setDate] = useState('')
  const [times, setTimes] = useState<readonly [string, string]>(['', ''])
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const fault = await addException(calendar, date, times)
    onWrong(fault)
    if (fault === null) setTimes(['', ''])
  }
  return (
    <form className="add-row" onSubmit={(event) => void add(event)}>
      <label className="row">
        <Trans>Day</Trans>
        <input type="date" className="field" value={date} onChange={(event) => setDate(event.target.value)} />
      </label>
      <ClockField label={t`From; empty: closed`} value={times[0]} onValue={(one) => setTimes([one, times[1]])} />–
      <ClockField label={t`To; empty: closed`} value={times[1]} onValue={(one) => setTimes([times[0], one])} />
      <button type="submit" className="btn" disabled={date === ''}>
        {times[0] === '' && times[1] === '' ? <Trans>Close 1 day</Trans> : <Trans>Add 1 stretch</Trans>}
      </button>
    </form>
  )
}
