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

export const MESSAGE_COLUMNS: readonly GridColumn<ExchangeMessageRow>[] = [
  { name: 'at', title: msg`When`, type: 'text', width: 140, cell: ({ at }) => <ExactMoment at={at} /> },
  { name: 'day', title: msg`On day`, type: 'date', width: 90, isHidden: true },
  {
    name: 'direction',
    title: msg`Direction`,
    type: 'choice',
    width: 90,
    choices: DIRECTION_CHOICES,
    cell: (row) => <Direction {...row} />,
  },
  { name: 'partner', title: msg({ message: 'Partner', context: 'network' }), type: 'text', width: 120 },
  { name: 'type', title: msg({ message: 'Type', context: 'message' }), type: 'text', width: 210 },
  {
    name: 'seq',
    title: msg({ message: 'No.', context: 'message' }),
    type: 'integer',
    width: 56,
    cell: ({ seq }) => seq ?? '–',
  },
  {
    name: 'state',
    title: msg({ message: 'State', context: 'network' }),
    type: 'choice',
    width: 110,
    choices: STATE_CHOICES,
    cell: (row) => <MessageState {...row} />,
  },
  {
    name: 'kind',
    title: msg`Signature`,
    type: 'choice',
    width: 90,
    choices: KIND_CHOICES,
    cell: (row) => <Signatures {...row} />,
  },
  { name: 'attempts', title: msg`Attempts`, type: 'integer', width: 76 },
  {
    name: 'trouble',
    title: msg`What the partner answered`,
    type: 'text',
    width: 180,
    grows: true,
    cell: ({ trouble }) => (trouble === null ? '' : <span title={trouble}>{trouble}</span>),
  },
  { name: 'transfer', title: msg`Transfer`, type: 'text', width: 290, isHidden: true },
  { name: 'messageId', title: msg`Message id`, type: 'text', width: 290, isHidden: true },
]
