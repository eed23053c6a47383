import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** Columns of the files that are edited on screens, in the reader's words; another is called as in its file. */
export const FIELD_NAMES: Readonly<Record<string, MessageDescriptor>> = {
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
}
