import {
  column,
  DATE,
  DAYS,
  type FileContract,
  KEY,
  KEY_REQUIRED,
  oneOf,
  POSITIVE,
  QUANTITY,
  REQUIRED,
  SHARE,
  TEXT,
  whole,
} from './column.ts'

export const ITEMS: FileContract = {
  name: 'items',
  attributes: true,
  columns: [
    column('item', KEY, ['key of the stocked thing', '物料编码'], KEY_REQUIRED),
    column('name', TEXT, ['name; default the item', '名称']),
    column('unit', KEY, ['stock unit', '库存单位'], { otherwise: 'pcs' }),
    column('decimals', whole(0, 6), ['smallest quantity; 0 = whole pieces', '小数位']),
    column('style', KEY, ['groups variants', '款']),
    column('supply', oneOf('make', 'buy'), ['make or buy', '自制或外购']),
    column('lead_time_days', DAYS, ['working days from release to due', '提前期（工作日）'], { otherwise: '0' }),
    column('safety_stock', QUANTITY, ['safety stock', '安全库存'], { otherwise: '0' }),
    column('lot_rule', oneOf('lot-for-lot', 'fixed', 'period'), ['lot rule', '批量规则'], { otherwise: 'lot-for-lot' }),
    column('fixed_lot', POSITIVE, ['quantity of each order under fixed', '固定批量']),
    column('period_days', whole(1, 366), ['calendar days under period', '周期（日历天）']),
    column('min_lot', POSITIVE, ['smallest order', '最小批量']),
    column('lot_multiple', POSITIVE, ['orders are multiples of it', '批量倍数']),
    column('max_lot', POSITIVE, ['largest order', '最大批量']),
    column('scrap', SHARE, ['scrap factor of the whole order', '整单损耗率'], { otherwise: '0' }),
    column('demand_fence_days', DAYS, ['working days', '需求时界（工作日）']),
    column('planning_fence_days', DAYS, ['working days', '计划时界（工作日）']),
  ],
}

export const UNITS: FileContract = {
  name: 'units',
  columns: [
    column('item', KEY, ['blank = all items', '物料，空为全部'], { key: true }),
    column('from_unit', KEY, ['1 of this unit …', '从单位'], KEY_REQUIRED),
    column('to_unit', KEY, ['… is factor of this unit', '到单位'], KEY_REQUIRED),
    column('factor', POSITIVE, ['factor', '换算率'], REQUIRED),
  ],
}

export const BOMS: FileContract = {
  name: 'boms',
  columns: [
    column('parent', KEY, ['item or style that is made', '父件或款'], KEY_REQUIRED),
    column('component', KEY, ['item or style built in', '子件或款'], KEY_REQUIRED),
    column('line', KEY, ['tells apart two lines of the same pair', '行号'], { key: true }),
    column('quantity', POSITIVE, ['per 1 unit of parent started', '单位用量'], REQUIRED),
    column('unit', KEY, ['unit of the quantity; default the component’s', '单位']),
    column('scrap', SHARE, ['scrap of this component while it is built in', '损耗率'], { otherwise: '0' }),
    column('valid_from', DATE, ['first day, included', '生效日']),
    column('valid_to', DATE, ['last day, included', '失效日']),
    column('when', TEXT, ['variants that the line holds for', '适用变体']),
    column('match', TEXT, ['attributes that pick the component’s variant', '匹配属性']),
    column('sequence', whole(1, 999_999_999), ['operation that consumes it', '消耗工序']),
  ],
}

export const SUBSTITUTES: FileContract = {
  name: 'substitutes',
  columns: [
    column('item', KEY, ['item replaced', '原料'], KEY_REQUIRED),
    column('substitute', KEY, ['item that replaces it', '替代料'], KEY_REQUIRED),
    column('parent', KEY, ['only for this parent; blank = any', '限用于父件'], { key: true }),
    column('ratio', POSITIVE, ['units of substitute per unit of item', '替代比'], { otherwise: '1' }),
    column('priority', whole(1, 999_999_999), ['1 is taken first', '优先级'], { otherwise: '1' }),
    column('valid_from', DATE, ['first day, included', '生效日']),
    column('valid_to', DATE, ['last day, included', '失效日']),
  ],
}

export const OPERATIONS: FileContract = {
  name: 'operations',
  columns: [
    column('item', KEY, ['item or style', '物料或款'], KEY_REQUIRED),
    column('sequence', whole(1, 999_999_999), ['order in the routing', '工序号'], KEY_REQUIRED),
    column('name', TEXT, ['name; default the sequence', '工序名']),
    column('work_center', KEY, ['where it is done', '工作中心'], REQUIRED),
    column('setup_minutes', QUANTITY, ['minutes per order', '换产分钟'], { otherwise: '0' }),
    column('run_minutes', QUANTITY, ['minutes per unit entering', '单件分钟'], { otherwise: '0' }),
    column('setup_family', KEY, ['family for set-up times', '换产族']),
    column('transfer_batch', POSITIVE, ['pieces passed on at a time', '转移批']),
    column('resumable', oneOf('yes', 'no'), ['no: the run takes no break', '可中断'], { otherwise: 'yes' }),
    column('scrap', SHARE, ['scrap of this operation', '工序损耗率'], { otherwise: '0' }),
  ],
}

export const OPERATION_ALTERNATIVES: FileContract = {
  name: 'operation_alternatives',
  columns: [
    column('item', KEY, ['item or style', '物料或款'], KEY_REQUIRED),
    column('sequence', whole(1, 999_999_999), ['operation', '工序号'], KEY_REQUIRED),
    column('work_center', KEY, ['another place for it', '可替代工作中心'], KEY_REQUIRED),
    column('setup_minutes', QUANTITY, ['default as the operation', '换产分钟']),
    column('run_minutes', QUANTITY, ['default as the operation', '单件分钟']),
  ],
}
