import { msg } from '@lingui/core/macro'
import type { PartnerView } from '../../../schemas/rest/partners.ts'
import type { GridColumn } from '../grid/grid-column.ts'
import { PartnerState } from './partner-state.tsx'
import { Thumbprint } from './thumbprint.tsx'

export const PARTNER_COLUMNS: readonly GridColumn<PartnerView>[] = [
  {
    name: 'name',
    title: msg({ message: 'Partner', context: 'network' }),
    type: 'text',
    width: 160,
    cell: (row) => <b>{row.name}</b>,
  },
  {
    name: 'did',
    title: 'DID',
    type: 'text',
    width: 230,
    grows: true,
    cell: (row) => <code title={row.did}>{row.did}</code>,
  },
  {
    name: 'state',
    title: msg({ message: 'State', context: 'network' }),
    type: 'text',
    width: 120,
    cell: (row) => <PartnerState {...row} />,
  },
  {
    name: 'thumbprint',
    title: msg`Key thumbprint`,
    type: 'text',
    width: 130,
    cell: ({ thumbprint }) => (thumbprint === null ? '–' : <Thumbprint text={thumbprint} />),
  },
]
