import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'

/** What the files of the contract are called on screens. */
const NAMES: Readonly<Record<string, MessageDescriptor>> = {
  parameters: msg`Parameters`,
  calendars: msg`Calendars`,
  calendar_exceptions: msg`Days off and extra days`,
  items: msg`Items`,
  units: msg`Conversions of units`,
  work_centers: msg`Work centres`,
  work_units: msg`Work units`,
  operations: msg`Operations`,
  operation_alternatives: msg`Alternative work centres`,
  boms: msg`Bills of material`,
  substitutes: msg`Substitutes`,
  setup_matrix: msg`Set-up times`,
  stock: msg`Stock`,
  suppliers: msg`Suppliers`,
  item_suppliers: msg`Suppliers of items`,
  price_breaks: msg`Price breaks`,
  sales_orders: msg`Sales orders`,
  purchase_orders: msg`Purchase orders`,
  work_orders: msg`Work orders`,
  pinned_operations: msg`Pinned operations`,
  last_schedule: msg`Last schedule`,
  forecasts: msg`Forecasts`,
  sell_through: msg`Sell-through`,
}

/** A file's name in the reader's language. */
export function useFileName(): (file: string) => string {
  const { i18n } = useLingui()
  return (file) => (NAMES[file] ? i18n._(NAMES[file]) : file)
}
