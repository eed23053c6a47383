import type { ProductRouting, RoutingStep } from '../../../schemas/rest/products.ts'
import type { Session } from '../platform/database.ts'

type Step = RoutingStep & { readonly owner: string; readonly [column: string]: unknown }

/** How many units a work center has: those that are named, else as many alike as it says. */
const unitsOf = (center: 'w' | 'v'): string =>
  `coalesce(nullif((select count(*) from record n where n.file = 'work_units' and n.cells ->> 'work_center' = ${center}.key), 0),
            (${center}.cells ->> 'units')::numeric, 1)::int`

/** An item's own operations, else its style's, with the places that may do them instead. */
export const loadSteps = (session: Session, item: string): Promise<readonly Step[]> =>
  session.query<Step>({
    text: `with asked as (
             select i.key as item, i.cells ->> 'style' as style,
                    exists (select 1 from record f where f.file = 'operations' and f.cells ->> 'item' = i.key) as is_own
             from record i where i.file = 'items' and i.key = $1)
           select o.key, o.cells ->> 'item' as owner, (o.cells ->> 'sequence')::int as sequence,
                  coalesce(o.cells ->> 'name', o.cells ->> 'sequence') as name, o.cells ->> 'work_center' as "workCenter",
                  coalesce(w.cells ->> 'name', o.cells ->> 'work_center') as "workCenterName",
                  ${unitsOf('w')} as units, coalesce(w.cells ->> 'efficiency', '1') as efficiency,
                  coalesce(o.cells ->> 'setup_minutes', '0') as "setupMinutes",
                  coalesce(o.cells ->> 'run_minutes', '0') as "runMinutes",
                  o.cells ->> 'setup_family' as "setupFamily", o.cells ->> 'transfer_batch' as "transferBatch",
                  coalesce(o.cells ->> 'resumable', 'yes') = 'yes' as resumable, coalesce(o.cells ->> 'scrap', '0') as scrap,
                  coalesce((select json_agg(json_build_object(
                      'workCenter', x.cells ->> 'work_center', 'name', coalesce(v.cells ->> 'name', x.cells ->> 'work_center'),
                      'units', ${unitsOf('v')},
                      'setupMinutes', coalesce(x.cells ->> 'setup_minutes', o.cells ->> 'setup_minutes', '0'),
                      'runMinutes', coalesce(x.cells ->> 'run_minutes', o.cells ->> 'run_minutes', '0')) order by x.position)
                    from record x left join record v on v.file = 'work_centers' and v.key = x.cells ->> 'work_center'
                    where x.file = 'operation_alternatives' and x.cells ->> 'sequence' = o.cells ->> 'sequence'
                      and x.cells ->> 'work_center' <> o.cells ->> 'work_center'
                      and x.cells ->> 'item' = any (array[a.item, case when a.is_own then a.item else a.style end])), '[]')
                    as alternatives
           from asked a join record o on o.file = 'operations'
             and o.cells ->> 'item' = case when a.is_own then a.item else a.style end
           left join record w on w.file = 'work_centers' and w.key = o.cells ->> 'work_center'
           order by sequence`,
    values: [item],
  })

export const loadWorkCenters = (session: Session): Promise<ProductRouting['workCenters']> =>
  session.query<{ workCenter: string; name: string }>({
    text: `select key as "workCenter", coalesce(cells ->> 'name', key) as name from record where file = 'work_centers' order by position`,
  }) as Promise<ProductRouting['workCenters']>
