import { msg } from '@lingui/core/macro'
import type { ExchangeMessageRow } from '../../../schemas/rest/exchange.ts'
import type { GridColumn } from '../grid/grid-column.ts'
import { ExactMoment } from './exact-moment.tsx'
import {
  DIRECTION_CHOICES,
  Direction,
  KIND_CHOICES,
  MessageState,
  Signatures,
  STATE_CHOICES,
} from './message-words.tsx'
import { PartnerWords } from './partner-words.tsx'

export const MESSAGE_COLUMNS: readonly GridColumn<ExchangeMessageRow>[] = [
  { name: 'at', title: msg`When`, type: 'text', width: 138, cell: ({ at }) => <ExactMoment at={at} /> },
  { name: 'day', title: msg`On day`, type: 'date', width: 90, isHidden: true },
  {
    name: 'direction',
    title: msg`Direction`,
    type: 'choice',
    width: 92,
    yields: 5,
    choices: DIRECTION_CHOICES,
    cell: (row) => <Direction {...row} />,
  },
  {
    name: 'partner',
    title: msg({ message: 'Partner', context: 'network' }),
    type: 'text',
    width: 124,
    yields: 6,
    cell: ({ partner }) => <span title={partner}>{partner}</span>,
  },
  {
    name: 'type',
    title: msg({ message: 'Type', context: 'message' }),
    type: 'text',
    width: 250,
    // All messages of the protocol end so.
    cell: ({ type }) => <span title={type}>{type.replace(/Message$/, '')}</span>,
  },
  {
    name: 'seq',
    title: msg({ message: 'No.', context: 'message' }),
    type: 'integer',
    width: 56,
    yields: 3,
    cell: ({ seq }) => seq ?? '–',
  },
  {
    name: 'state',
    title: msg({ message: 'State', context: 'network' }),
    type: 'choice',
    width: 106,
    choices: STATE_CHOICES,
    cell: (row) => <MessageState {...row} />,
  },
  {
    name: 'kind',
    title: msg`Signature`,
    type: 'choice',
    width: 96,
    yields: 4,
    choices: KIND_CHOICES,
    cell: (row) => <Signatures {...row} />,
  },
  { name: 'attempts', title: msg`Attempts`, type: 'integer', width: 76, yields: 2 },
  {
    name: 'trouble',
    title: msg`What the partner answered`,
    type: 'text',
    width: 180,
    grows: true,
    yields: 1,
    cell: ({ trouble }) => (trouble === null ? '' : <PartnerWords text={trouble} />),
  },
  { name: 'transfer', title: msg`Transfer`, type: 'text', width: 290, isHidden: true },
  { name: 'messageId', title: msg`Message id`, type: 'text', width: 290, isHidden: true },
]
