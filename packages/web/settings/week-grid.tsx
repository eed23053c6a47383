import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { Icon } from '../look/icon.tsx'
import type { ShiftRow } from './calendar-data.ts'
import { useCalendarEdit } from './use-calendar-edit.ts'
import { useSendOnce } from './use-send-once.ts'

export const WEEKDAY_NAMES = [msg`Mon`, msg`Tue`, msg`Wed`, msg`Thu`, msg`Fri`, msg`Sat`, msg`Sun`] as const
const DAY = 1440
const HOURS = [0, 4, 8, 12, 16, 20, 24] as const

export interface WeekFacts {
  readonly calendar: string
  readonly week: readonly (readonly ShiftRow[])[]
  readonly mayEdit: boolean
}

/** A usual week: each day with its shifts as a bar over 24 hours and as times that can be changed. */
export const WeekGrid = ({ calendar, week, mayEdit }: WeekFacts) => {
  const { t } = useLingui()
  const [wrong, setWrong] = useState<string | null>(null)
  return (
    <section className="panel" aria-label={t`Usual week of ${calendar}`}>
      <header>
        <h2>
          <Trans>Usual week of {calendar}</Trans>
        </h2>
      </header>
      <table className="week cmp">
        <thead>
          <tr>
            <th className="w-weekday">
              <Trans>Day</Trans>
            </th>
            <th className="w-clock">
              <span className="hours" aria-hidden="true">
                {HOURS.map((one) => (
                  <i key={one} style={{ left: `${(one * 60 * 100) / DAY}%` }}>
                    {one}
                  </i>
                ))}
              </span>
              <span className="for-readers">
                <Trans>Shifts over 24 hours</Trans>
              </span>
            </th>
            <th>
              <Trans>Shifts</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {week.map((shifts, i) => (
            <DayRow key={WEEKDAY_NAMES[i]!.id} {...{ calendar, shifts, mayEdit }} weekday={i + 1} onWrong={setWrong} />
          ))}
        </tbody>
      </table>
      {wrong === null ? null : (
        <p className="settings-wrong t-late" role="alert">
          {wrong}
        </p>
      )}
    </section>
  )
}

interface DayFacts {
  readonly calendar: string
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number
  readonly shifts: readonly ShiftRow[]
  readonly mayEdit: boolean
  readonly onWrong: (wrong: string | null) => void
}

const DayRow = ({ calendar, weekday, shifts, mayEdit, onWrong }: DayFacts) => {
  const { t, i18n } = useLingui()
  const { addShift, changeShift, removeShift } = useCalendarEdit()
  const name = i18n._(WEEKDAY_NAMES[weekday - 1]!)
  return (
    <tr>
      <th scope="row" className="w-weekday">
        {name}
      </th>
      <td className="w-clock">
        <ShiftBar shifts={shifts} />
      </td>
      <td>
        <span className="shifts">
          {shifts.map((shift) => (
            <ShiftField
              key={`${shift.key} ${shift.end}`}
              label={t`Shift of ${name} ${shift.start}–${shift.end}`}
              given={[shift.start, shift.end]}
              isReadOnly={!mayEdit}
              onSave={async (times) => {
                const fault = await changeShift(shift, times)
                onWrong(fault)
                return fault === null
              }}
              onRemove={async () => onWrong(await removeShift(shift))}
            />
          ))}
          {shifts.length === 0 ? (
            <span className="q">
              <Trans>no work</Trans>
            </span>
          ) : null}
          {mayEdit ? (
            <NewShift
              label={t`New shift of ${name}`}
              onAdd={async (times) => {
                const fault = await addShift(calendar, weekday, times)
                onWrong(fault)
                return fault === null
              }}
            />
          ) : null}
        </span>
      </td>
    </tr>
  )
}

/** Night shifts belong to the day on which they begin; what runs past midnight comes in again at the left. */
const ShiftBar = ({ shifts }: { readonly shifts: readonly ShiftRow[] }) => (
  <span className="shift-bar" aria-hidden="true">
    {shifts.flatMap((one) => {
      const parts =
        one.to > DAY ? [[one.from, DAY] as const, [0, one.to - DAY] as const] : [[one.from, one.to] as const]
      return parts.map(([from, to], i) => (
        <i
          key={`${one.key} ${from}`}
          className={i > 0 ? 'next' : ''}
          style={{ left: `${(from * 100) / DAY}%`, width: `${((to - from) * 100) / DAY}%` }}
        />
      ))
    })}
  </span>
)

interface ShiftFieldFacts {
  readonly label: string
  readonly given: readonly [string, string]
  readonly isReadOnly: boolean
  readonly onSave: (times: readonly [string, string]) => Promise<boolean>
  readonly onRemove: () => Promise<void>
}

const ShiftField = ({ label, given, isReadOnly, onSave, onRemove }: ShiftFieldFacts) => {
  const { t } = useLingui()
  const [times, setTimes] = useState(given)
  const send = useSendOnce(given.join(' '), () => onSave(times))
  const save = (): void => void send(times.join(' '))
  if (isReadOnly)
    return (
      <span className="nw">
        {given[0]}–{given[1]}
      </span>
    )
  return (
    <form
      className="shift-field"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <ClockField
        label={t`${label}: from`}
        value={times[0]}
        onValue={(one) => setTimes([one, times[1]])}
        onLeave={save}
      />
      –
      <ClockField
        label={t`${label}: to`}
        value={times[1]}
        onValue={(one) => setTimes([times[0], one])}
        onLeave={save}
      />
      <button type="submit" hidden />
      <button
        type="button"
        className="icon-button sm"
        aria-label={t`Take out ${given[0]}–${given[1]}`}
        onClick={() => void onRemove()}
      >
        <Icon name="close" size={12} />
      </button>
    </form>
  )
}

interface ClockFacts {
  readonly label: string
  readonly value: string
  readonly onValue: (text: string) => void
  readonly onLeave?: () => void
}

/** A time as 08:30; a plain field, since the browser's own has no 24:00. */
export const ClockField = ({ label, value, onValue, onLeave }: ClockFacts) => (
  <input
    className="field clock"
    aria-label={label}
    placeholder="08:00"
    maxLength={5}
    value={value}
    onChange={(event) => onValue(event.target.value)}
    onBlur={onLeave}
  />
)

const NewShift = ({
  label,
  onAdd,
}: {
  readonly label: string
  /** Resolves with whether it was written: what is refused stays to be mended. */
  readonly onAdd: (times: readonly [string, string]) => Promise<boolean>
}) => {
  const { t } = useLingui()
  const [times, setTimes] = useState<readonly [string, string]>(['', ''])
  const isGiven = times.every((one) => /^\d\d:\d\d$/.test(one))
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!isGiven) return
    if (await onAdd(times)) setTimes(['', ''])
  }
  return (
    <form className="shift-field new" aria-label={label} onSubmit={(event) => void add(event)}>
      <ClockField label={t`${label}: from`} value={times[0]} onValue={(one) => setTimes([one, times[1]])} />–
      <ClockField label={t`${label}: to`} value={times[1]} onValue={(one) => setTimes([times[0], one])} />
      <button type="submit" className="btn sm" disabled={!isGiven}>
        <Trans>Add 1 shift</Trans>
      </button>
    </form>
  )
}
