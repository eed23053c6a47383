-- What a partner signed of an agreement: the hash that it holds, against ours. One that differed once stays in dispute.
create table agreement_signature (
  partner uuid not null references partner on delete cascade,
  -- Name of the agreement.
  agreement text not null,
  hash text not null,
  is_same boolean not null,
  -- Of the envelope that says so.
  message_id uuid not null,
  taken timestamptz not null default now(),
  primary key (partner, agreement)
);
-- What was signed before this was looked at.
insert into agreement_signature (partner, agreement, hash, is_same, message_id, taken)
select distinct on (a.partner, a.name) a.partner, a.name, said.hash, said.hash = a.hash, i.message_id, i.received
from agreement a join message_stream s on s.partner = a.partner and s.direction = 'in' and s.agreement_id = a.name
join incoming i on i.stream = s.id and i.type = 'agreement_signature:1.0.0' and i.content is not null
cross join lateral (select coalesce(i.content::jsonb #>> '{body,agreementHash}', '') as hash) said
order by a.partner, a.name, said.hash = a.hash, i.seq;
