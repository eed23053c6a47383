import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'

/** Columns of the files in the reader's words; another is called as in its file. */
const FIELD_NAMES: Readonly<Record<string, MessageDescriptor>> = {
  order: msg`Order`,
  line: msg`Line`,
  item: msg`Item code`,
  quantity: msg`Quantity`,
  unit: msg`Unit`,
  customer: msg`Customer`,
  due_date: msg`Due date`,
  priority: msg`Priority`,
  shipped: msg`Shipped`,
  status: msg`Status`,
  parent: msg`Parent`,
  component: msg`Component`,
  scrap: msg`Scrap`,
  valid_from: msg`Valid from`,
  valid_to: msg`Valid to`,
  sequence: msg`Sequence`,
  name: msg`Name`,
  decimals: msg`Decimals`,
  style: msg`Style`,
  supply: msg`Supply`,
  lead_time_days: msg`Lead time, days`,
  safety_stock: msg`Safety stock`,
  lot_rule: msg`Lot rule`,
  fixed_lot: msg`Fixed lot`,
  period_days: msg`Period, days`,
  min_lot: msg`Least lot`,
  lot_multiple: msg`Lot multiple`,
  max_lot: msg`Largest lot`,
  work_center: msg`Work center`,
  setup_minutes: msg`Set-up minutes`,
  run_minutes: msg`Run minutes per piece`,
  setup_family: msg`Set-up family`,
  transfer_batch: msg`Transfer batch`,
  resumable: msg`Resumable`,
  supplier: msg`Supplier`,
  received: msg`Received`,
  start_date: msg`Start date`,
  calendar: msg`Calendar`,
  efficiency: msg`Efficiency`,
  lot: msg`Lot`,
  expires: msg`Expires`,
  price: msg`Price`,
}

/** A column's name in the reader's language. */
export function useFieldName(): (field: string) => string {
  const { i18n } = useLingui()
  return (field) => (FIELD_NAMES[field] ? i18n._(FIELD_NAMES[field]) : field)
}
