/**
 * SQL of one step in a bill, between a made item `p`, a row `b` of boms and a component `c`: rows of a style stand for each variant that
 * their `when` holds for, and a component that is a style for the variant whose `match` attributes are the parent's (files.md 2.4).
 */

const isItem = (key: string): string => `exists (select 1 from record s where s.file = 'items' and s.key = ${key})`

const attribute = (of: string, name: string): string => `${of}.cells ->> ('attr.' || trim(${name}))`

/** The row is of the item, or of its style. */
export const IS_PARENT = `(p.key = b.cells ->> 'parent'
  or (p.cells ->> 'style' = b.cells ->> 'parent' and not ${isItem(`b.cells ->> 'parent'`)}))
  and not exists (
    select 1 from regexp_split_to_table(b.cells ->> 'when', ';') as part
    where not coalesce(${attribute('p', `split_part(part, '=', 1)`)}, '') = any (
      select trim(one) from regexp_split_to_table(split_part(part, '=', 2), '\\|') as one))`

/** The row takes this item, or the style of which it is the matching variant. */
export const IS_COMPONENT = `(c.key = b.cells ->> 'component'
  or (c.cells ->> 'style' = b.cells ->> 'component' and not ${isItem(`b.cells ->> 'component'`)} and not exists (
    select 1 from regexp_split_to_table(coalesce(b.cells ->> 'match', ''), '\\|') as name
    where trim(name) <> '' and coalesce(${attribute('c', 'name')} <> ${attribute('p', 'name')},
      true))))`

/** Whether a row holds on the day $2. */
export const IN_FORCE = `(coalesce(b.cells ->> 'valid_from', '0001-01-01')::date <= $2::date
  and coalesce(b.cells ->> 'valid_to', '9999-12-31')::date >= $2::date)`

/**
 * The unit of the row as one of the component's: factor and whether it is to be inverted; the item's own row before the general one,
 * either way round. Null where both are the same unit.
 */
export const UNIT_FACTOR = `(select json_build_object('factor', u.cells ->> 'factor', 'isBack', w.back)
  from (select b.cells ->> 'unit' as given, coalesce(c.cells ->> 'unit', 'pcs') as own) n
  cross join lateral (values (c.key || '|' || given || '|' || own, false, 1), (c.key || '|' || own || '|' || given, true, 2),
                             ('|' || given || '|' || own, false, 3), ('|' || own || '|' || given, true, 4)) as w (key, back, place)
  join record u on u.file = 'units' and u.key = w.key
  where given is not null and given <> own order by w.place limit 1)`
