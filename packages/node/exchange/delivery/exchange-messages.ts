import type { ListSource } from '../../platform/list-source.ts'

const text = (sql: string, isCode = false) => ({ sql, type: 'text' as const, isCode })

/** All that was sent and received, or one message of it. Nothing can be changed here; `day` is in the zone of the site. */
export const exchangeMessages = (zone: string, id?: string): ListSource => ({
  from: `(${id === undefined ? `${SENT} union all ${RECEIVED}` : oneOf(id)}) m join message_stream s on s.id = m.stream join partner p on p.id = s.partner`,
  columns: {
    id: text('m.id'),
    at: { sql: 'm.at', type: 'time' },
    day: { sql: `(m.at at time zone '${zone.replaceAll("'", "''")}')::date`, type: 'date' },
    direction: text('m.direction', true),
    partner: text('p.name'),
    did: text('p.did'),
    kind: text('s.kind', true),
    transfer: text('s.pid'),
    type: text('m.type'),
    seq: { sql: 'm.seq', type: 'integer' },
    messageId: text('m.message_id::text'),
    state: text('m.state', true),
    attempts: { sql: 'm.attempts', type: 'integer' },
    status: { sql: 'm.status', type: 'integer' },
    trouble: text('m.trouble'),
    nextAttempt: { sql: `case when m.state = 'waiting' then s.next_attempt end`, type: 'time' },
  },
  key: ['id'],
  sort: '-at',
})

/** By the key of its table, because a filter of the list looks at every row. */
const oneOf = (id: string): string => `${id.startsWith('o') ? SENT : RECEIVED} where id = ${BigInt(id.slice(1))}`

const MOST_TROUBLE = 300

const SENT = `select 'o' || id as id, 'out' as direction, stream, message_id, seq, type, state, queued as at, attempts, status,
  case when state not in ('delivered', 'withdrawn') then left(answer, ${MOST_TROUBLE}) end as trouble from outgoing`

const RECEIVED = `select 'i' || id as id, 'in' as direction, stream, message_id, seq, type, 'received' as state, received as at,
  1 as attempts, 202 as status, null as trouble from incoming`
