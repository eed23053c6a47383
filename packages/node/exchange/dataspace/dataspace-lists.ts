import type { ListColumn, ListSource } from '../../platform/list-source.ts'

const text = (sql: string): ListColumn => ({ sql, type: 'text' })
const code = (sql: string): ListColumn => ({ sql, type: 'text', isCode: true })
const time = (sql: string): ListColumn => ({ sql, type: 'time' })

const OPEN = `case when d.withdrawn is null then 'offered' else 'withdrawn' end`

export const DATASETS: ListSource = {
  from: 'dataset as d',
  columns: {
    id: text('d.id'),
    title: text('d.title'),
    aspect: text('d.aspect'),
    formats: text(`array_to_string(d.formats, ', ')`),
    partners: text(
      `case when d.partners is not null then
         coalesce((select string_agg(p.name, ', ' order by p.name) from partner p where p.id = any (d.partners)), '') end`,
    ),
    offers: { sql: '(select count(*) from offer o where o.dataset = d.id and o.withdrawn is null)', type: 'integer' },
    added: time('d.added'),
    state: code(OPEN),
  },
  key: ['id'],
  sort: '-added',
}

export const OFFERS: ListSource = {
  from: 'offer as o join dataset as d on d.id = o.dataset',
  columns: {
    id: text('o.id'),
    dataset: text('o.dataset'),
    title: text('d.title'),
    policy: text('o.policy::text'),
    rules: text('o.rules::text'),
    added: time('o.added'),
    state: code(`case when coalesce(o.withdrawn, d.withdrawn) is null then 'offered' else 'withdrawn' end`),
  },
  key: ['id'],
  sort: '-added',
}

/**
 * The last message of a negotiation was given up, and the partner has not got it: a person has it sent again, or ends the negotiation. Not
 * by an order with a limit: for that the database would look for the few of a process among all that was ever sent, from the newest on.
 */
const IS_GIVEN_UP = `n.note <> '' and (
  select (array_agg(o.state order by o.id desc))[1] from message_stream s join outgoing o on o.stream = s.id and o.seq is null
  where s.partner = n.partner and s.direction = 'out' and s.kind = 'control' and s.pid = n.id::text) = 'dead'`

/** Whose turn it is, by the table of transitions; nobody's when all is said. */
const WAITS = `case
  when n.state in ('FINALIZED', 'TERMINATED') then 'nobody'
  when ${IS_GIVEN_UP} then 'us'
  when (n.role = 'provider') = (n.state in ('REQUESTED', 'ACCEPTED', 'VERIFIED')) then case when n.todo = '{}' then 'us' else 'node' end
  else 'partner' end`

export const NEGOTIATIONS: ListSource = {
  from: 'negotiation as n join partner as p on p.id = n.partner',
  columns: {
    id: text('n.id::text'),
    partner: text('p.name'),
    role: code('n.role'),
    state: code('n.state'),
    dataset: text(`n.offer ->> 'target'`),
    offer: text(`n.offer ->> 'id'`),
    waits: code(WAITS),
    note: text('n.note'),
    begun: time('n.begun'),
    changed: time('n.changed'),
  },
  key: ['id'],
  sort: '-changed',
}

export const AGREEMENTS: ListSource = {
  from: `agreement as a join partner as p on p.id = a.partner
    left join agreement_signature as g on g.partner = a.partner and g.agreement = a.name`,
  columns: {
    id: text('a.id::text'),
    name: text('a.name'),
    partner: text('p.name'),
    role: code('a.role'),
    dataset: text('a.target'),
    finalized: time('a.finalized'),
    hash: text('a.hash'),
    partnerHash: text('g.hash'),
    state: code(`case when a.ended is not null then 'ended' when not g.is_same then 'disputed' else 'in-force' end`),
  },
  key: ['id'],
  sort: '-finalized',
}

export const TRANSFERS: ListSource = {
  from: 'transfer as t join partner as p on p.id = t.partner join agreement as a on a.id = t.agreement',
  columns: {
    id: text('t.id::text'),
    partner: text('p.name'),
    role: code('t.role'),
    state: code('t.state'),
    agreement: text('a.name'),
    dataset: text('a.target'),
    format: text('t.format'),
    note: text('t.note'),
    begun: time('t.begun'),
    changed: time('t.changed'),
  },
  key: ['id'],
  sort: '-changed',
}
