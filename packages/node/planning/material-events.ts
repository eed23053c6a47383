/**
 * SQL of what comes and goes of items: one row for each supply and each need of a run. Both come from pegging, where a need stands whole
 * and a supply but for what nobody takes. The safety stock is a level to keep, not something that leaves.
 */
export const materialEvents = (run: string, item?: string): string => `
  select item, date, kind, type, order_id, line, sum(quantity) as quantity from (
    select supply_item as item, available_date as date,
           case when supply_type = 'stock' then 'stock' when supply_type = 'planned_order' then 'planned' else 'receipt' end as kind,
           supply_type as type, supply as order_id, supply_line as line, quantity
    from (select supply_item, available_date, supply_type, supply, supply_line, quantity from pegging where run = ${run}
          union all
          select supply_item, available_date, supply_type, supply, supply_line, quantity from unpegged_supply where run = ${run}) s
    ${item === undefined ? '' : `where supply_item = ${item}`}
    union all
    select supply_item, need_date, 'need', demand_type, demand, demand_line, -quantity
    from pegging where run = ${run} and demand_type <> 'safety_stock' ${item === undefined ? '' : `and supply_item = ${item}`}
  ) e group by item, date, kind, type, order_id, line`
