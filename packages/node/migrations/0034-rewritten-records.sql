-- The list of partners says of each whether its record is disputed.
create index incident_rewritten on incident (partner, id desc) where kind = 'rewritten-record';
