-- How many there are of a kind today, and the newest of a kind: what a partner does often does not hide what it does once.
create index incident_kind on incident (partner, kind, id desc);
drop index incident_rewritten;

-- Whether the same contradiction was kept before.
create index incident_conflict on incident (partner, (detail ->> 'hash')) where kind = 'message-conflict';
