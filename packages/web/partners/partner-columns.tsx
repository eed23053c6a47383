import { msg } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { GridColumn } from '../grid/grid-column.ts'
import { Shape } from '../look/status.tsx'
import { ExactMoment } from './exact-moment.tsx'
import { PartnerState } from './partner-state.tsx'
import { Thumbprint } from './thumbprint.tsx'
import type { PartnerRow } from './traffic.ts'

export const PARTNER_COLUMNS: readonly GridColumn<PartnerRow>[] = [
  {
    name: 'name',
    title: msg({ message: 'Partner', context: 'network' }),
    type: 'text',
    width: 130,
    cell: (row) => <b>{row.name}</b>,
  },
  {
    name: 'did',
    title: 'DID',
    type: 'text',
    width: 200,
    grows: true,
    cell: (row) => <code title={row.did}>{row.did}</code>,
  },
  {
    name: 'state',
    title: msg({ message: 'State', context: 'network' }),
    type: 'text',
    width: 96,
    cell: (row) => <PartnerState {...row} />,
  },
  {
    name: 'thumbprint',
    title: msg`Key thumbprint`,
    type: 'text',
    width: 120,
    cell: ({ thumbprint }) => (thumbprint === null ? '–' : <Thumbprint text={thumbprint} />),
  },
  {
    name: 'waiting',
    title: msg({ message: 'Waiting', context: 'message' }),
    type: 'integer',
    width: 60,
    cell: ({ waiting }) => waiting ?? '–',
  },
  {
    name: 'dead',
    title: msg`Dead letters`,
    type: 'integer',
    width: 80,
    cell: ({ dead }) => <Dead dead={dead} />,
  },
  {
    name: 'pausedUntil',
    title: msg`Reached`,
    type: 'text',
    width: 110,
    grows: true,
    cell: (row) => <Reached {...row} />,
  },
]

const Dead = ({ dead }: Pick<PartnerRow, 'dead'>) =>
  dead ? (
    <span className="t-late row end">
      <Shape status="late" /> {dead}
    </span>
  ) : (
    (dead ?? '–')
  )

const Reached = ({ waiting, pausedUntil }: Pick<PartnerRow, 'waiting' | 'pausedUntil'>) => {
  if (waiting === undefined) return <span className="q">–</span>
  if (pausedUntil === null) return <Trans>Reachable</Trans>
  return (
    <span className="row t-risk">
      <Shape status="risk" />
      <span>
        <Trans>
          Left alone until <ExactMoment at={pausedUntil} />
        </Trans>
      </span>
    </span>
  )
}
