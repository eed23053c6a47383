import { msg } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { AgreementRow, DatasetRow, NegotiationRow, TransferRow } from '../../../schemas/rest/dataspace.ts'
import type { GridColumn } from '../grid/grid-column.ts'
import { ExactMoment } from './exact-moment.tsx'
import {
  AGREEMENT_STATES,
  DATASET_STATES,
  NEGOTIATION_STATES,
  ProcessState,
  ROLE_CHOICES,
  SideName,
  TRANSFER_STATES,
  TURN_CHOICES,
  Turn,
} from './process-words.tsx'

const partner = {
  name: 'partner',
  title: msg({ message: 'Partner', context: 'network' }),
  type: 'text',
  width: 130,
  cell: (row: { readonly partner: string }) => <span title={row.partner}>{row.partner}</span>,
} as const
const role = {
  name: 'role',
  title: msg({ message: 'Side', context: 'dataspace' }),
  type: 'choice',
  width: 90,
  yields: 3,
  choices: ROLE_CHOICES,
  cell: (row: { readonly role: string }) => <SideName role={row.role} />,
} as const
const dataset = { name: 'dataset', title: msg`Dataset`, type: 'text', width: 140, grows: true } as const
const state = (choices: typeof DATASET_STATES) =>
  ({
    name: 'state',
    title: msg({ message: 'State', context: 'network' }),
    type: 'choice',
    width: 120,
    choices,
    cell: (row: { readonly state: string }) => <ProcessState state={row.state} />,
  }) as const
const changed = {
  name: 'changed',
  title: msg`Last step`,
  type: 'text',
  width: 130,
  yields: 1,
  cell: (row: { readonly changed: string }) => <ExactMoment at={row.changed} />,
} as const

export const NEGOTIATION_COLUMNS: readonly GridColumn<NegotiationRow>[] = [
  partner,
  role,
  dataset,
  state(NEGOTIATION_STATES),
  {
    name: 'waits',
    title: msg({ message: 'Whose turn', context: 'dataspace' }),
    type: 'choice',
    width: 184,
    choices: TURN_CHOICES,
    cell: (row) => <Turn {...row} />,
  },
  changed,
]

export const AGREEMENT_COLUMNS: readonly GridColumn<AgreementRow>[] = [
  partner,
  role,
  dataset,
  state(AGREEMENT_STATES),
  {
    name: 'finalized',
    title: msg`In force since`,
    type: 'text',
    width: 140,
    cell: (row) => <ExactMoment at={row.finalized} />,
  },
]

export const TRANSFER_COLUMNS: readonly GridColumn<TransferRow>[] = [
  partner,
  role,
  dataset,
  state(TRANSFER_STATES),
  { name: 'format', title: msg({ message: 'Format', context: 'dataspace' }), type: 'text', width: 130, yields: 2 },
  changed,
]

export const DATASET_COLUMNS: readonly GridColumn<DatasetRow>[] = [
  { name: 'title', title: msg({ message: 'Title', context: 'dataspace' }), type: 'text', width: 200, grows: true },
  { name: 'aspect', title: msg({ message: 'Type', context: 'message' }), type: 'text', width: 250, yields: 1 },
  {
    name: 'partners',
    title: msg`Who sees it`,
    type: 'text',
    width: 160,
    cell: ({ partners }) => <WhoSees partners={partners} />,
  },
  state(DATASET_STATES),
]

const WhoSees = ({ partners }: Pick<DatasetRow, 'partners'>) =>
  partners === null ? <Trans>Every partner</Trans> : partners
