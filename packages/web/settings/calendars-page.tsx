import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useMay } from '../accounts/session.ts'
import { exceptionsOf, weekOf } from './calendar-data.ts'
import { CalendarExceptions } from './calendar-exceptions.tsx'
import { CapacityPreview } from './capacity-preview.tsx'
import { useParameters, useRecords } from './settings-data.ts'
import { SettingsFrame } from './settings-frame.tsx'
import type { CalendarSearch } from './settings-search.ts'
import { useCalendarEdit } from './use-calendar-edit.ts'
import { WeekGrid } from './week-grid.tsx'

/** Shifts by weekday, days that are otherwise, and what capacity they give. */
export const CalendarsPage = () => {
  const navigate = useNavigate()
  const mayEdit = useMay('planner')
  const week = useRecords('calendars').data
  const exceptions = useRecords('calendar_exceptions').data
  const site = useParameters().data?.parameters.find((one) => one.name === 'calendar')
  const names = [...new Set((week ?? []).map((row) => String(row.calendar)))].toSorted((a, b) => a.localeCompare(b))
  const siteCalendar = site?.value ?? site?.otherwise ?? ''
  const chosen =
    (useSearch({ strict: false }) as CalendarSearch).calendar ?? names.find((one) => one === siteCalendar) ?? names[0]
  const open = (calendar: string): void => void navigate({ to: '.', search: { calendar } as never })
  return (
    <SettingsFrame
      tools={
        mayEdit ? (
          <NewCalendar onMade={open} />
        ) : (
          <span className="q f12">
            <Trans>Read only: changes need the role planner</Trans>
          </span>
        )
      }
    >
      <div className="settings-body calendars">
        <CalendarList {...{ names, chosen, siteCalendar }} isEmpty={week?.length === 0} onOpen={open} />
        {chosen === undefined || !week || !exceptions ? null : (
          <div className="calendar-parts">
            <WeekGrid calendar={chosen} week={weekOf(week, chosen)} mayEdit={mayEdit} />
            <CalendarExceptions calendar={chosen} exceptions={exceptionsOf(exceptions, chosen)} mayEdit={mayEdit} />
            <CapacityPreview
              calendar={chosen}
              week={weekOf(week, chosen)}
              exceptions={exceptionsOf(exceptions, chosen)}
              siteCalendar={siteCalendar}
            />
          </div>
        )}
      </div>
    </SettingsFrame>
  )
}

interface CalendarListFacts {
  readonly names: readonly string[]
  readonly chosen: string | undefined
  readonly siteCalendar: string
  readonly isEmpty: boolean
  readonly onOpen: (calendar: string) => void
}

const CalendarList = ({ names, chosen, siteCalendar, isEmpty, onOpen }: CalendarListFacts) => {
  const { t } = useLingui()
  return (
    <nav className="panel calendar-list" aria-label={t`Calendars of the company`}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className={name === chosen ? 'on' : ''}
          aria-current={name === chosen ? 'true' : undefined}
          onClick={() => onOpen(name)}
        >
          {name}{' '}
          {name === siteCalendar ? (
            <span className="u">
              <Trans>(site)</Trans>
            </span>
          ) : null}
        </button>
      ))}
      {isEmpty ? (
        <p className="empty">
          <Trans>No calendars yet: Mon–Fri 08:00–12:00 and 13:00–17:00 holds everywhere. Make one above.</Trans>
        </p>
      ) : null}
    </nav>
  )
}

const NewCalendar = ({ onMade }: { readonly onMade: (calendar: string) => void }) => {
  const [name, setName] = useState('')
  const { makeCalendar } = useCalendarEdit()
  const [wrong, setWrong] = useState<string | null>(null)
  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const fault = await makeCalendar(name.trim())
    setWrong(fault)
    if (fault !== null) return
    onMade(name.trim())
    setName('')
  }
  return (
    <form className="row" onSubmit={(event) => void make(event)}>
      {wrong === null ? null : (
        <span className="t-late f12" role="alert">
          {wrong}
        </span>
      )}
      <label className="row">
        <Trans>New calendar</Trans>
        <input className="field short" value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <button type="submit" className="btn" disabled={name.trim() === ''}>
        <Trans>Make 1 calendar</Trans>
      </button>
    </form>
  )
}
