import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { IncidentRow } from '../../../schemas/rest/incidents.ts'
import { Grid } from '../grid/grid.tsx'
import { GridTools, shownColumns } from '../grid/grid-tools.tsx'
import { useList } from '../grid/use-list.ts'
import { PARTNERS_TOPIC } from '../rest/topics.ts'
import { INCIDENT_COLUMNS } from './incident-columns.tsx'
import { IncidentPanel } from './incident-panel.tsx'
import type { IncidentsSearch } from './incidents-search.ts'
import { PartnersFrame } from './partners-frame.tsx'

const PATH = '/api/incidents'
const keyOf = (row: IncidentRow): string => row.id

/** What partners did that they should not have, the newest first; one opens with its evidence. */
export const IncidentsPage = () => {
  const { t } = useLingui()
  const { incident, ...state } = useSearch({ strict: false }) as IncidentsSearch
  const navigate = useNavigate()
  const list = useList<IncidentRow>(PARTNERS_TOPIC, PATH, state)
  const columns = shownColumns(INCIDENT_COLUMNS, state)
  const go = (next: IncidentsSearch): void => void navigate({ to: '.', search: next as never })
  const keep = (next: IncidentsSearch): void => go({ ...next, ...(incident ? { incident } : {}) })
  return (
    <div className={`with-side ${incident === undefined ? '' : 'open'}`}>
      <PartnersFrame>
        <section className="panel list-panel">
          <GridTools
            path={PATH}
            columns={INCIDENT_COLUMNS}
            shown={columns}
            state={state}
            onState={keep}
            total={list.total}
          />
          <Grid
            label={t`Incidents`}
            {...{ list, columns, state, keyOf }}
            open={incident}
            onState={keep}
            onOpen={(row) => go({ ...state, ...(row.id === incident ? {} : { incident: row.id }) })}
            empty={<Trans>No incidents: no partner did what it should not have.</Trans>}
          />
        </section>
      </PartnersFrame>
      {incident === undefined ? null : <IncidentPanel key={incident} id={incident} onClose={() => go(state)} />}
    </div>
  )
}
