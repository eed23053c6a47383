import { Trans, useLingui } from '@lingui/react/macro'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import { useToday } from '../today/today-data.ts'
import { dayAfter, type ExceptionRow, minutesInWeek, mondayOf, type ShiftRow, weekMinutes } from './calendar-data.ts'
import { type RecordRow, useRecords } from './settings-data.ts'

export interface CapacityFacts {
  readonly calendar: string
  readonly week: readonly (readonly ShiftRow[])[]
  readonly exceptions: readonly ExceptionRow[]
  readonly siteCalendar: string
}

const WEEKS = 6
const hours = (minutes: number): string => grouped(Math.round((minutes / 60) * 10) / 10)

/** Hours that the calendar gives: in a usual week and the next ones, and for the work centers that count by it. */
export const CapacityPreview = ({ calendar, week, exceptions, siteCalendar }: CapacityFacts) => {
  const { t } = useLingui()
  const { language } = useLanguage()
  const today = useToday().data?.today
  const centers = (useRecords('work_centers').data ?? []).filter((one) => (one.calendar ?? siteCalendar) === calendar)
  const named = useRecords('work_units').data ?? []
  const usual = weekMinutes(week)
  const mondays = today ? Array.from({ length: WEEKS }, (_, i) => dayAfter(mondayOf(today), i * 7)) : []
  const byWeek = mondays.map((monday) => ({ monday, minutes: minutesInWeek(week, exceptions, monday) }))
  return (
    <section className="panel" aria-label={t`Capacity`}>
      <header>
        <h2>
          <Trans>Capacity: {hours(usual)} h in a usual week</Trans>
        </h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
      <section className="capacity-scroll" tabIndex={0} aria-label={t`Capacity by week`}>
        <table className="cmp capacity">
          <thead>
            <tr>
              <th>
                <Trans>Hours in the week of</Trans>
              </th>
              {byWeek.map(({ monday }) => (
                <th key={monday} className="r">
                  {shortDate(monday, language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">
                <Trans>1 unit</Trans>
              </th>
              {byWeek.map(({ monday, minutes }) => (
                <td key={monday} className={`r ${minutes === usual ? '' : 'b'}`}>
                  {hours(minutes)}
                </td>
              ))}
            </tr>
            {centers.map((one) => (
              <CenterRow key={String(one.recordKey)} center={one} units={unitsOf(one, named)} byWeek={byWeek} />
            ))}
          </tbody>
        </table>
      </section>
      <p className="q f12 settings-note">
        <Trans>Units times hours, before efficiency. Units with a calendar of their own are not told apart here.</Trans>
      </p>
    </section>
  )
}

/** Units that have names of their own count one each; else the center says how many are alike. */
function unitsOf({ work_center, units }: RecordRow, named: readonly RecordRow[]): number {
  const own = named.filter((one) => one.work_center === work_center).length
  return own > 0 ? own : Number(units ?? 1)
}

const CenterRow = ({
  center,
  units,
  byWeek,
}: {
  readonly center: RecordRow
  readonly units: number
  readonly byWeek: readonly { readonly monday: string; readonly minutes: number }[]
}) => {
  const name = String(center.name ?? center.work_center)
  return (
    <tr>
      <th scope="row" className="capacity-name">
        <span className="ell" title={name}>
          {name}
        </span>{' '}
        <span className="u nw">× {units}</span>
      </th>
      {byWeek.map(({ monday, minutes }) => (
        <td key={monday} className="r">
          {hours(minutes * units)}
        </td>
      ))}
    </tr>
  )
}
