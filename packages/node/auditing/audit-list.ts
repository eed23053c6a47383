import type { ListSource } from '../platform/list-source.ts'

/** A field that a person has changed; moments and numbers that the node itself writes along are not shown. */
export const IS_CHANGE = `e.before -> name is distinct from e.after -> name and name not in ('changed', 'given', 'at', 'id', 'person')`

/** Fields that differ, as `quantity: 10 → 12; due_date: 2026-12-01 → –`. */
const CHANGES = `(select string_agg(name || ': ' || coalesce(e.before ->> name, '–') || ' → ' || coalesce(e.after ->> name, '–'), '; ' order by name)
  from (select jsonb_object_keys(coalesce(e.before, '{}')) as name union select jsonb_object_keys(coalesce(e.after, '{}'))) as f
  where ${IS_CHANGE})`

/** A long comment is read in its own entry. */
const MOST_LETTERS = 400

/** Who changed what, the newest first; days are those of a time zone. */
export const auditEntries = (zone: string): ListSource => ({
  from: 'audit_entry as e',
  columns: {
    id: { sql: 'e.id', type: 'text', isCode: true },
    at: { sql: 'e.at', type: 'time' },
    day: { sql: `(e.at at time zone '${zone.replaceAll("'", "''")}')::date`, type: 'date' },
    by: { sql: 'e.by', type: 'text' },
    via: { sql: 'e.via', type: 'text', isCode: true },
    what: { sql: 'e.what', type: 'text', isCode: true },
    file: { sql: 'e.file', type: 'text' },
    key: { sql: 'e.key', type: 'text' },
    changes: { sql: `left(${CHANGES}, ${MOST_LETTERS})`, type: 'text' },
  },
  key: ['id'],
  sort: '-at',
})
