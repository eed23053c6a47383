import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { CapacityLoadView } from '../../../schemas/rest/tracing.ts'
import { read } from '../rest/client.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'
import { PLAN_TABS, PlaceTabs } from '../shell/place-tabs.tsx'
import { LoadMatrix } from './load-matrix.tsx'
import { LoadPanel } from './load-panel.tsx'
import type { LoadSearch } from './load-search.ts'
import './plan.css'
import './load.css'
import { useRefusalText } from '../editing/failure-text.ts'

const useLoads = () =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'capacity-load'],
    queryFn: () => read<ListPage<CapacityLoadView>>('/api/capacity-load?limit=10000'),
  })

/** Load by work center and week beside what is available, and what fills each cell. */
export const LoadPage = () => {
  const { t } = useLingui()
  const { cell } = useSearch({ strict: false }) as LoadSearch
  const navigate = useNavigate()
  const loads = useLoads()
  const refusalText = useRefusalText()
  const rows = loads.data?.rows ?? []
  const open = rows.find((one) => `${one.workCenter}|${one.week}` === cell)
  const go = (next: LoadSearch): void => void navigate({ to: '.', search: next as never })
  return (
    <div className={`with-side ${open ? 'open' : ''}`}>
      <div className="today">
        <header className="head">
          <h1>
            <Trans>Plan</Trans>
          </h1>
          <PlaceTabs label={t`Screens of the plan`} tabs={PLAN_TABS} />
          <span className="sp" />
          <span className="q f12 row">
            <i className="full-mark" /> <Trans>100 %: all that is available in the week</Trans>
          </span>
        </header>
        <section className="panel list-panel">
          {loads.isError ? (
            <p className="empty t-late" role="alert">
              {refusalText(loads.error)}
            </p>
          ) : null}
          {loads.data && rows.length === 0 ? (
            <p className="empty">
              <Trans>No load: the plan makes nothing that has a routing.</Trans>
            </p>
          ) : null}
          {rows.length > 0 ? (
            <LoadMatrix rows={rows} open={cell} onOpen={(next) => go(next === cell ? {} : { cell: next })} />
          ) : null}
        </section>
      </div>
      {open ? <LoadPanel load={open} onClose={() => go({})} /> : null}
    </div>
  )
}
