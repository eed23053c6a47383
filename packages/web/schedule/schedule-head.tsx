import { Trans, useLingui } from '@lingui/react/macro'
import { Icon } from '../look/icon.tsx'
import { Shape } from '../look/status.tsx'
import { send } from '../rest/client.ts'
import { PLAN_TABS, PlaceTabs } from '../shell/place-tabs.tsx'
import { useToday } from '../today/today-data.ts'
import type { ScheduleModel } from './schedule-model.ts'
import type { ScheduleSearch } from './schedule-search.ts'
import { GroupingChoice } from './schedule-tools.tsx'
import { SearchControl } from './search-control.tsx'

export interface ScheduleHeadFacts {
  readonly model: ScheduleModel
  readonly search: ScheduleSearch
  readonly mayMove: boolean
  readonly onSearch: (search: ScheduleSearch) => void
}

/** The page's name, how rows are formed, the four counts that are four lists, and the search for less lateness. */
export const ScheduleHead = ({ model, search, mayMove, onSearch }: ScheduleHeadFacts) => {
  const { t } = useLingui()
  return (
    <header className="head">
      <h1>
        <Trans>Schedule</Trans>
      </h1>
      <PlaceTabs label={t`Screens of the plan`} tabs={PLAN_TABS} />
      <GroupingChoice search={search} onSearch={onSearch} />
      <FourCounts />
      <span className="sp" />
      {model.view.isStale && mayMove ? <Stale /> : null}
      <button
        type="button"
        className="icon-button"
        aria-label={t`Print what is in view`}
        title={t`Print what is in view`}
        onClick={() => window.print()}
      >
        <Icon name="print" size={18} />
      </button>
      {mayMove ? <SearchControl /> : null}
    </header>
  )
}

const Stale = () => (
  <span className="stale">
    <Shape status="risk" /> <Trans>Records have changed since</Trans>
    <button type="button" className="btn sm" onClick={() => void send('POST', '/api/schedule/runs')}>
      <Trans>Time it anew</Trans>
    </button>
  </span>
)

const FourCounts = () => {
  const today = useToday()
  if (!today.data) return null
  const { late, soonLate, conflicts, cannotPlan } = today.data.lists
  return (
    <span className="counts-row m">
      <span className="row t-late">
        <Shape status="late" /> <Trans>Late {late}</Trans>
      </span>
      <span className="row t-risk">
        <Shape status="risk" /> <Trans>Soon late {soonLate}</Trans>
      </span>
      <span className="row">
        <Trans>Conflict {conflicts}</Trans>
      </span>
      <span className="row">
        <Shape status="none" /> <Trans>Cannot be scheduled {cannotPlan}</Trans>
      </span>
    </span>
  )
}
