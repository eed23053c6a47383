/** Column → file in which its value should exist, where it names something else. */
const TARGETS: Readonly<Record<string, string>> = {
  item: 'items',
  parent: 'items',
  component: 'items',
  substitute: 'items',
  work_center: 'work_centers',
  work_unit: 'work_units',
  calendar: 'calendars',
  supplier: 'suppliers',
}

/** Files whose order is a work order. */
const OF_WORK_ORDERS: ReadonlySet<string> = new Set(['pinned_operations', 'last_schedule'])

/** The file in which a cell's value should exist; null: it names nothing, or is the key of its own file. */
export function targetOf(file: string, field: string): string | null {
  if (field === 'order') return OF_WORK_ORDERS.has(file) ? 'work_orders' : null
  const target = Object.hasOwn(TARGETS, field) ? TARGETS[field]! : null
  return target === file ? null : target
}

/** Files in which an item may also be a style. */
export const TAKES_STYLES: ReadonlySet<string> = new Set(['boms', 'operations', 'operation_alternatives'])
