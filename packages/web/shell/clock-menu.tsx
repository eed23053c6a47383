import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ClockView } from '../../../schemas/rest/clock.ts'
import { useMay } from '../accounts/session.ts'
import { useLanguage } from '../language/language.tsx'
import { dateWithWeekday } from '../language/words.ts'
import { Menu } from '../look/menu.tsx'
import { read, send } from '../rest/client.ts'
import { PLAN_TOPIC, TASKS_TOPIC } from '../rest/topics.ts'

const DAY_MS = 86_400_000

/** The business day; in a demo it is moved from here, and the plan follows. */
export const ClockMenu = () => {
  const { language } = useLanguage()
  const { data: clock } = useQuery({ queryKey: [PLAN_TOPIC, 'clock'], queryFn: () => read<ClockView>('/api/clock') })
  const mayMove = useMay('planner')
  if (!clock) return null
  const day = dateWithWeekday(clock.today, language)
  if (!clock.isMovable || !mayMove)
    return (
      <span className="f12 m nw">
        {clock.isMovable ? <Trans>Demo clock</Trans> : null} {day}
      </span>
    )
  return <MovableClock clock={clock} day={day} />
}

const MovableClock = ({ clock, day }: { readonly clock: ClockView; readonly day: string }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const move = async (to: string | null): Promise<void> => {
    queries.setQueryData([PLAN_TOPIC, 'clock'], await send<ClockView>('PUT', '/api/clock', { to }))
    await queries.invalidateQueries({ queryKey: [TASKS_TOPIC] })
  }
  const later = (days: number): string => new Date(Date.parse(clock.business) + days * DAY_MS).toISOString()
  return (
    <Menu
      label={t`Demo clock ${day}`}
      className="row f12 m nw"
      button={
        <>
          <Trans>Demo clock</Trans> <b className="ink">{day}</b>
        </>
      }
    >
      {(close) => (
        <>
          <h3>
            <Trans>Move the business day and plan anew</Trans>
          </h3>
          {[1, 7, 30].map((days) => (
            <button
              key={days}
              type="button"
              className="menu-item"
              onClick={() => {
                close()
                void move(later(days))
              }}
            >
              <Plural value={days} one="# day later" other="# days later" />
            </button>
          ))}
          <button
            type="button"
            className="menu-item"
            onClick={() => {
              close()
              void move(null)
            }}
          >
            <Trans>Back to the real today</Trans>
          </button>
        </>
      )}
    </Menu>
  )
}
