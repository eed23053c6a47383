import {
  column,
  DATE,
  type FileContract,
  KEY,
  KEY_REQUIRED,
  NUMBER,
  oneOf,
  POSITIVE,
  PRIORITY,
  QUANTITY,
  REQUIRED,
  TEXT,
  TIME,
  whole,
} from './column.ts'

export const STOCK: FileContract = {
  name: 'stock',
  columns: [
    column('item', KEY, ['item', '物料'], KEY_REQUIRED),
    column('lot', KEY, ['lot', '批次'], { key: true }),
    column('quantity', QUANTITY, ['quantity', '数量'], REQUIRED),
    column('unit', KEY, ['default the item’s', '单位']),
    column('expires', DATE, ['last day it may be used', '到期日']),
    column('status', oneOf('available', 'hold'), ['hold: may not be used', '状态'], { otherwise: 'available' }),
  ],
}

export const SALES_ORDERS: FileContract = {
  name: 'sales_orders',
  columns: [
    column('order', KEY, ['order', '订单'], KEY_REQUIRED),
    column('line', KEY, ['line', '行'], { key: true, otherwise: '1' }),
    column('item', KEY, ['item', '物料'], REQUIRED),
    column('quantity', POSITIVE, ['ordered', '数量'], REQUIRED),
    column('unit', KEY, ['default the item’s', '单位']),
    column('customer', TEXT, ['customer', '客户']),
    column('due_date', DATE, ['day the goods leave', '交期'], REQUIRED),
    column('priority', PRIORITY, ['1 is served first', '优先级'], { otherwise: '5' }),
    column('shipped', QUANTITY, ['already gone', '已发'], { otherwise: '0' }),
    column('status', oneOf('open', 'closed', 'cancelled'), ['status', '状态'], { otherwise: 'open' }),
  ],
}

export const PURCHASE_ORDERS: FileContract = {
  name: 'purchase_orders',
  columns: [
    column('order', KEY, ['order', '采购单'], KEY_REQUIRED),
    column('line', KEY, ['line', '行'], { key: true, otherwise: '1' }),
    column('item', KEY, ['item', '物料'], REQUIRED),
    column('quantity', POSITIVE, ['as ordered', '数量'], REQUIRED),
    column('unit', KEY, ['default the item’s', '单位']),
    column('supplier', KEY, ['supplier', '供应商']),
    column('due_date', DATE, ['arrival', '到货日'], REQUIRED),
    column('received', QUANTITY, ['already in stock', '已收'], { otherwise: '0' }),
    column('status', oneOf('firm', 'confirmed', 'closed', 'cancelled'), ['status', '状态'], { otherwise: 'confirmed' }),
  ],
}

export const WORK_ORDERS: FileContract = {
  name: 'work_orders',
  columns: [
    column('order', KEY, ['order', '工单'], KEY_REQUIRED),
    column('item', KEY, ['item', '物料'], REQUIRED),
    column('quantity', POSITIVE, ['as started', '数量'], REQUIRED),
    column('received', QUANTITY, ['good pieces already in stock', '已入库'], { otherwise: '0' }),
    column('start_date', DATE, ['default: lead time before the due date', '开工日']),
    column('due_date', { kind: 'date-or-time' }, ['date or time', '完工日'], REQUIRED),
    column('priority', PRIORITY, ['1 is served first', '优先级'], { otherwise: '5' }),
    column('earliest_start', TIME, ['may not start before', '最早开工']),
    column('status', oneOf('firm', 'released', 'closed', 'cancelled'), ['released: material issued', '状态'], {
      otherwise: 'firm',
    }),
  ],
}

export const PINNED_OPERATIONS: FileContract = {
  name: 'pinned_operations',
  columns: [
    column('order', KEY, ['work order', '工单'], KEY_REQUIRED),
    column('sequence', whole(1, 999_999_999), ['operation', '工序号'], KEY_REQUIRED),
    column('work_unit', KEY, ['unit', '工作单元'], REQUIRED),
    column('start', TIME, ['start of the run', '开始'], REQUIRED),
  ],
}

export const LAST_SCHEDULE: FileContract = {
  name: 'last_schedule',
  columns: [
    column('order', KEY, ['order', '工单'], KEY_REQUIRED),
    column('sequence', whole(1, 999_999_999), ['operation', '工序号'], KEY_REQUIRED),
    column('item', KEY, ['item', '物料']),
    column('work_center', KEY, ['work center', '工作中心']),
    column('work_unit', KEY, ['unit', '工作单元'], REQUIRED),
    column('quantity', QUANTITY, ['entering the operation', '数量']),
    column('setup_start', TIME, ['start of the set-up', '换产开始']),
    column('start', TIME, ['start of the run', '开始'], REQUIRED),
    column('end', TIME, ['end of the run', '结束']),
  ],
}

export const FORECASTS: FileContract = {
  name: 'forecasts',
  columns: [
    column('item', KEY, ['item', '物料'], KEY_REQUIRED),
    column('date', DATE, ['first day of the bucket', '起始日'], KEY_REQUIRED),
    column('quantity', QUANTITY, ['expected demand', '数量'], REQUIRED),
    column('bucket', oneOf('day', 'week', 'month'), ['length of the bucket', '时段'], { otherwise: 'week' }),
  ],
}

export const SELL_THROUGH: FileContract = {
  name: 'sell_through',
  columns: [
    column('item', KEY, ['item', '物料'], KEY_REQUIRED),
    column('date', DATE, ['day of the sale', '日期'], KEY_REQUIRED),
    column('place', KEY, ['shop or channel', '地点'], { key: true }),
    column('quantity', NUMBER, ['sold; returns are negative', '数量'], REQUIRED),
    column('price', { ...NUMBER, least: 0 }, ['price', '单价']),
  ],
}
