import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { OverrideView } from '../../../schemas/rest/forecasting.ts'
import { PlannerOnly } from '../accounts/planner-only.tsx'
import { Grid } from '../grid/grid.tsx'
import type { GridColumn } from '../grid/grid-column.ts'
import { GridTools, shownColumns } from '../grid/grid-tools.tsx'
import { useList } from '../grid/use-list.ts'
import { Shape } from '../look/status.tsx'
import { PLAN_TOPIC } from '../rest/topics.ts'
import type { ForecastSearch } from './forecast-search.ts'
import { quantity, signed } from './numbers.ts'
import { LevelName } from './scope-words.tsx'
import { useWithdraw } from './use-override.ts'
import type { PlanAfter } from './use-plan-after.ts'
import { overrideWeeks } from './who-changed.tsx'

const PATH = '/api/forecast-overrides'
const keyOf = (row: OverrideView): string => String(row.id)

const LEVELS = [
  { value: 'item', name: msg`Item` },
  { value: 'style', name: msg`Style` },
  { value: 'category', name: msg`Category` },
  { value: 'all', name: msg`All items` },
] as const

const COLUMNS: readonly GridColumn<OverrideView>[] = [
  { name: 'given', title: msg`Given`, type: 'date', width: 84 },
  { name: 'by', title: msg`By`, type: 'text', width: 150 },
  {
    name: 'level',
    title: msg`Level`,
    type: 'choice',
    width: 76,
    choices: LEVELS,
    cell: ({ level }) => <LevelName level={level} />,
  },
  { name: 'key', title: msg`Of`, type: 'text', width: 120 },
  { name: 'place', title: msg`Place`, type: 'text', width: 96 },
  { name: 'firstDay', title: msg`Weeks`, type: 'date', width: 84, cell: overrideWeeks },
  { name: 'lastDay', title: msg({ message: 'To', context: 'date' }), type: 'date', width: 96, isHidden: true },
  { name: 'quantity', title: msg`Quantity`, type: 'quantity', width: 116, cell: (row) => <Sum row={row} /> },
  { name: 'reason', title: msg`Why`, type: 'text', width: 140, grows: true },
  { name: 'withdrawn', title: msg`State`, type: 'date', width: 104, cell: (row) => <State row={row} /> },
]

export interface OverrideListFacts {
  readonly search: ForecastSearch
  readonly go: (next: ForecastSearch) => void
  readonly plan: PlanAfter
}

/** Every override: who changed what, when and why, also those that were withdrawn. */
export const OverrideList = ({ search, go, plan }: OverrideListFacts) => {
  const { t } = useLingui()
  const { filter, search: words, sort, columns: names } = search
  const state = { filter, search: words, sort, columns: names }
  const list = useList<OverrideView>(PLAN_TOPIC, PATH, state)
  const columns = shownColumns(COLUMNS, state)
  const withdraw = useWithdraw(plan.follow)
  return (
    <>
      <GridTools
        path={PATH}
        columns={COLUMNS}
        shown={columns}
        state={state}
        onState={(next) => go({ ...next, by: 'overrides' })}
        total={list.total}
      />
      <Grid
        label={t`Overrides`}
        {...{ list, columns, state, keyOf }}
        onState={(next) => go({ ...next, by: 'overrides' })}
        onOpen={({ level, key, place, firstDay }) =>
          go({
            by: 'overrides',
            level,
            ...(key === null ? {} : { key }),
            ...(place === null ? {} : { place }),
            week: firstDay,
          })
        }
        actions={(row) =>
          row.withdrawn === null ? (
            <PlannerOnly>
              <button type="button" className="btn sm" onClick={() => void withdraw(row)}>
                <Trans>Withdraw</Trans>
              </button>
            </PlannerOnly>
          ) : null
        }
        empty={<Trans>Nobody has overridden a forecast. Open one, choose weeks and press o.</Trans>}
      />
    </>
  )
}

const Sum = ({ row: { was, quantity: becomes } }: { readonly row: OverrideView }) => (
  <>
    {was === null ? null : <span className="u">{signed(Number(becomes) - Number(was))} → </span>}
    {quantity(becomes)}
  </>
)

const State = ({ row: { withdrawn, withdrawnBy } }: { readonly row: OverrideView }) =>
  withdrawn === null ? (
    <span className="chip run">
      <Shape status="run" size={8} /> <Trans>In force</Trans>
    </span>
  ) : (
    <span className="q" title={withdrawnBy ?? ''}>
      <Trans>Withdrawn</Trans>
    </span>
  )
