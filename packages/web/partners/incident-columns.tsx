import { msg } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { IncidentRow } from '../../../schemas/rest/incidents.ts'
import type { GridColumn } from '../grid/grid-column.ts'
import { ExactMoment } from './exact-moment.tsx'
import { IncidentName, IncidentShape } from './incident-words.tsx'

const STATES = [
  { value: 'open', name: msg({ message: 'Open', context: 'incident' }) },
  { value: 'closed', name: msg({ message: 'Closed', context: 'incident' }) },
]

export const INCIDENT_COLUMNS: readonly GridColumn<IncidentRow>[] = [
  { name: 'at', title: msg`When`, type: 'text', width: 126, cell: ({ at }) => <ExactMoment at={at} /> },
  {
    name: 'partner',
    title: msg({ message: 'Partner', context: 'network' }),
    type: 'text',
    width: 150,
    cell: ({ partner, did }) => <span title={did ?? ''}>{partner ?? '–'}</span>,
  },
  {
    name: 'kind',
    title: msg`What it did`,
    type: 'text',
    width: 320,
    grows: true,
    cell: (row) => (
      <span title={row.what}>
        <IncidentName {...row} />
      </span>
    ),
  },
  {
    name: 'state',
    title: msg({ message: 'State', context: 'network' }),
    type: 'choice',
    width: 100,
    choices: STATES,
    cell: (row) => <IncidentState {...row} />,
  },
  {
    name: 'reason',
    title: msg`Why it was closed`,
    type: 'text',
    width: 150,
    grows: true,
    yields: 1,
    cell: ({ reason }) => (reason === null ? '' : <span title={reason}>{reason}</span>),
  },
  { name: 'closedBy', title: msg`Closed by`, type: 'text', width: 190, isHidden: true },
]

/** An open one is what people should look at. */
export const IncidentState = ({ state, kind }: Pick<IncidentRow, 'state' | 'kind'>) =>
  state === 'open' ? (
    <span className="chip late">
      <IncidentShape kind={kind} /> <Trans context="incident">Open</Trans>
    </span>
  ) : (
    <span className="m">
      <Trans context="incident">Closed</Trans>
    </span>
  )
