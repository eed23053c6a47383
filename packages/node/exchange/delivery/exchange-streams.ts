import type { ListSource } from '../../platform/list-source.ts'

const text = (sql: string, isCode = false) => ({ sql, type: 'text' as const, isCode })

/** Of a stream `s` what waits, or was given up: of either there is an index without the many that were delivered. */
const within = (state: 'waiting' | 'dead'): string => `from outgoing o where o.stream = s.id and o.state = '${state}'`

/** How many messages of a stream `s` are in a state. */
export const countIn = (state: 'waiting' | 'dead'): string => `(select count(*) ${within(state)})`

/** Transfers and negotiations, with what waits in them and whether their partner is called. */
export const EXCHANGE_STREAMS: ListSource = {
  from: `message_stream s join partner p on p.id = s.partner
    left join partner_breaker b on b.partner = p.id and b.state <> 'closed'`,
  columns: {
    id: text('s.id::text'),
    opened: { sql: 's.opened', type: 'time' },
    partner: text('p.name'),
    partnerId: text('p.id::text', true),
    direction: text('s.direction', true),
    kind: text('s.kind', true),
    transfer: text('s.pid'),
    agreement: text('s.agreement_id'),
    state: text('s.state', true),
    seq: { sql: 's.seq', type: 'integer' },
    waiting: { sql: countIn('waiting'), type: 'integer' },
    dead: { sql: countIn('dead'), type: 'integer' },
    nextAttempt: { sql: `case when exists (select ${within('waiting')}) then s.next_attempt end`, type: 'time' },
    breaker: text(`coalesce(b.state, 'closed')`, true),
    breakerUntil: { sql: 'b.until', type: 'time' },
  },
  key: ['id'],
  sort: '-opened',
}
