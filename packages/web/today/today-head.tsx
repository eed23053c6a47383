import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Today } from '../../../schemas/rest/planning.ts'
import { PlannerOnly, ReadOnlyNote } from '../accounts/planner-only.tsx'
import { useLanguage } from '../language/language.tsx'
import { dateWithWeekday } from '../language/words.ts'
import { usePlanNow } from './plan-now.ts'

/** The day, how fresh the plan is, and a new plan. */
export const TodayHead = ({ today }: { readonly today: Today }) => {
  const { language } = useLanguage()
  const plan = usePlanNow()
  const made = today.run === null ? null : clockOf(today.run.ended)
  return (
    <header className="head">
      <h1>
        <Trans>Today</Trans>
      </h1>
      <span className="m">{dateWithWeekday(today.today, language)}</span>
      {made === null ? null : (
        <span className="q f12">
          <Trans>planned at {made}</Trans>
        </span>
      )}
      <span className="sp" />
      {plan.failure === null ? null : (
        <span className="t-late" role="alert">
          {plan.failure}
        </span>
      )}
      {plan.step === null ? null : (
        <>
          <span className="m" role="status">
            <Step step={plan.step} />
          </span>
          <button type="button" className="btn" onClick={plan.stop}>
            <Trans>Stop</Trans>
          </button>
        </>
      )}
      <ReadOnlyNote />
      <PlannerOnly>
        <button type="button" className="btn pri" onClick={plan.start} disabled={plan.step !== null}>
          <Trans>Plan now</Trans>
        </button>
      </PlannerOnly>
    </header>
  )
}

const STEPS: Record<string, ReactNode> = {
  forecast: <Trans>Forecasting…</Trans>,
  plan: <Trans>Planning materials…</Trans>,
  schedule: <Trans>Searching a better schedule…</Trans>,
  explain: <Trans>Explaining late orders…</Trans>,
}

const Step = ({ step }: { readonly step: string }) => <>{STEPS[step] ?? <Trans>Waiting for its turn…</Trans>}</>

/** `14:20` by the reader's own clock. */
export const clockOf = (iso: string): string => new Date(iso).toTimeString().slice(0, 5)
