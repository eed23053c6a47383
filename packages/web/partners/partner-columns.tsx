import { msg } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { GridColumn } from '../grid/grid-column.ts'
import { Shape } from '../look/status.tsx'
import { useMoment } from '../settings/moment-words.ts'
import type { PartnerRow } from './partner-row.ts'
import { PartnerState } from './partner-state.tsx'
import { RecordState } from './record-state.tsx'
import { Thumbprint } from './thumbprint.tsx'

export const PARTNER_COLUMNS: readonly GridColumn<PartnerRow>[] = [
  {
    name: 'name',
    title: msg({ message: 'Partner', context: 'network' }),
    type: 'text',
    width: 150,
    grows: true,
    cell: ({ name }) => <b title={name}>{name}</b>,
  },
  {
    name: 'did',
    title: 'DID',
    type: 'text',
    width: 190,
    grows: true,
    yields: 2,
    cell: (row) => <code title={row.did}>{row.did}</code>,
  },
  {
    name: 'state',
    title: msg({ message: 'State', context: 'network' }),
    type: 'text',
    width: 106,
    cell: (row) => <PartnerState {...row} />,
  },
  {
    name: 'lastMessage',
    title: msg`Last message`,
    type: 'text',
    width: 116,
    yields: 4,
    cell: ({ lastMessage }) => (lastMessage === null ? <span className="q">–</span> : <Moment at={lastMessage} />),
  },
  {
    name: 'recordRank',
    title: msg`Record of both sides`,
    type: 'text',
    width: 156,
    cell: (row) => <RecordState record={row.record} />,
  },
  {
    name: 'waiting',
    title: msg({ message: 'Waiting', context: 'message' }),
    type: 'integer',
    width: 64,
    cell: ({ waiting }) => waiting ?? '–',
  },
  {
    name: 'dead',
    title: msg`Dead letters`,
    type: 'integer',
    width: 92,
    cell: ({ dead }) => <Dead dead={dead} />,
  },
  {
    name: 'pausedUntil',
    title: msg`Reached`,
    type: 'text',
    width: 204,
    yields: 3,
    cell: (row) => <Reached {...row} />,
  },
  {
    name: 'thumbprint',
    title: msg`Key thumbprint`,
    type: 'text',
    width: 124,
    yields: 1,
    cell: ({ thumbprint }) => (thumbprint === null ? '–' : <Thumbprint text={thumbprint} />),
  },
]

const Moment = ({ at }: { readonly at: string }) => <span className="nw">{useMoment()(at)}</span>

const Dead = ({ dead }: Pick<PartnerRow, 'dead'>) =>
  dead ? (
    <span className="t-late row end">
      <Shape status="late" /> {dead}
    </span>
  ) : (
    (dead ?? '–')
  )

const Reached = ({ waiting, pausedUntil }: Pick<PartnerRow, 'waiting' | 'pausedUntil'>) => {
  if (waiting === null) return <span className="q">–</span>
  if (pausedUntil === null) return <Trans>Reachable</Trans>
  return (
    <span className="row t-risk">
      <Shape status="risk" />
      <span>
        <Trans>
          Left alone until <Moment at={pausedUntil} />
        </Trans>
      </span>
    </span>
  )
}
