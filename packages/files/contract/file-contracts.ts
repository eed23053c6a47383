import type { FileContract } from './column.ts'
import { BOMS, ITEMS, OPERATION_ALTERNATIVES, OPERATIONS, SUBSTITUTES, UNITS } from './item-files.ts'
import {
  FORECASTS,
  LAST_SCHEDULE,
  PINNED_OPERATIONS,
  PURCHASE_ORDERS,
  SALES_ORDERS,
  SELL_THROUGH,
  STOCK,
  WORK_ORDERS,
} from './order-files.ts'
import {
  CALENDAR_EXCEPTIONS,
  CALENDARS,
  ITEM_SUPPLIERS,
  PARAMETERS,
  PRICE_BREAKS,
  SETUP_MATRIX,
  SUPPLIERS,
  WORK_CENTERS,
  WORK_UNITS,
} from './resource-files.ts'

/** Every input file, in an order in which each comes after those it refers to. */
export const FILE_CONTRACTS: readonly FileContract[] = [
  PARAMETERS,
  CALENDARS,
  CALENDAR_EXCEPTIONS,
  ITEMS,
  UNITS,
  WORK_CENTERS,
  WORK_UNITS,
  OPERATIONS,
  OPERATION_ALTERNATIVES,
  BOMS,
  SUBSTITUTES,
  SETUP_MATRIX,
  STOCK,
  SUPPLIERS,
  ITEM_SUPPLIERS,
  PRICE_BREAKS,
  SALES_ORDERS,
  PURCHASE_ORDERS,
  WORK_ORDERS,
  PINNED_OPERATIONS,
  LAST_SCHEDULE,
  FORECASTS,
  SELL_THROUGH,
]

export const contractOf = (name: string): FileContract | undefined => FILE_CONTRACTS.find((one) => one.name === name)
