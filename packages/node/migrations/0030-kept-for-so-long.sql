-- What is kept has an end: bodies as their agreement says, documents by what they prove, checkpoints one a day.

-- Bodies of envelopes up to this number have gone; a look begins behind it.
alter table message_stream add column faded_seq bigint not null default 0;

-- Whether this version named a key that was pinned then: such versions prove what the key has signed, and stay.
alter table partner_did_document add column brought_keys boolean not null default true;
create index partner_did_document_seen on partner_did_document (partner, seen_at);

create index negotiation_over on negotiation (changed) where state = 'TERMINATED' and agreement is null;
