-- A person has looked at it and says why it needs nobody any more; the evidence stays.
alter table incident
  add column closed timestamptz,
  add column closed_by text,
  add column closed_reason text;
create index incident_open on incident (partner, id desc) where closed is null;
