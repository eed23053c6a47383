import {
  CLOCK,
  column,
  DATE,
  DAYS,
  type FileContract,
  KEY,
  KEY_REQUIRED,
  NUMBER,
  oneOf,
  POSITIVE,
  QUANTITY,
  REQUIRED,
  TEXT,
  whole,
} from './column.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export const PARAMETERS: FileContract = {
  name: 'parameters',
  columns: [
    column('name', KEY, ['name of the parameter', '参数名'], KEY_REQUIRED),
    column('value', TEXT, ['its value', '值'], REQUIRED),
  ],
}

export const CALENDARS: FileContract = {
  name: 'calendars',
  columns: [
    column('calendar', KEY, ['key of the calendar', '日历'], KEY_REQUIRED),
    column('weekday', oneOf('1', '2', '3', '4', '5', '6', '7', ...WEEKDAYS), ['1 is Monday', '星期'], KEY_REQUIRED),
    column('start', CLOCK, ['start of a stretch of work', '开始'], { key: true }),
    column('end', CLOCK, ['its end; not after the start: on the next day', '结束']),
  ],
}

export const CALENDAR_EXCEPTIONS: FileContract = {
  name: 'calendar_exceptions',
  columns: [
    column('calendar', KEY, ['calendar', '日历'], KEY_REQUIRED),
    column('date', DATE, ['its stretches replace those of the weekday', '日期'], KEY_REQUIRED),
    column('start', CLOCK, ['blank: the day is closed', '开始'], { key: true }),
    column('end', CLOCK, ['end of the stretch', '结束']),
  ],
}

export const WORK_CENTERS: FileContract = {
  name: 'work_centers',
  columns: [
    column('work_center', KEY, ['key', '工作中心'], KEY_REQUIRED),
    column('name', TEXT, ['name', '名称']),
    column('calendar', KEY, ['default the site’s', '日历']),
    column('units', whole(1, 10_000), ['units alike', '台数'], { otherwise: '1' }),
    column('efficiency', POSITIVE, ['minutes are divided by it', '效率'], { otherwise: '1' }),
  ],
}

export const WORK_UNITS: FileContract = {
  name: 'work_units',
  columns: [
    column('work_unit', KEY, ['key', '工作单元'], KEY_REQUIRED),
    column('work_center', KEY, ['its center', '工作中心'], REQUIRED),
    column('calendar', KEY, ['default the center’s', '日历']),
    column('efficiency', POSITIVE, ['default the center’s', '效率']),
    column('current_family', KEY, ['set-up family it is in', '当前换产族']),
  ],
}

export const SETUP_MATRIX: FileContract = {
  name: 'setup_matrix',
  columns: [
    column('work_center', KEY, ['blank = all', '工作中心，空为全部'], { key: true }),
    column('from_family', KEY, ['blank = unknown or none', '从族'], { key: true }),
    column('to_family', KEY, ['family set up for', '到族'], KEY_REQUIRED),
    column('minutes', QUANTITY, ['minutes', '分钟'], REQUIRED),
  ],
}

export const SUPPLIERS: FileContract = {
  name: 'suppliers',
  columns: [
    column('supplier', KEY, ['key', '供应商'], KEY_REQUIRED),
    column('name', TEXT, ['name', '名称']),
    column('calendar', KEY, ['counts its lead-time days; default the site’s', '日历']),
  ],
}

export const ITEM_SUPPLIERS: FileContract = {
  name: 'item_suppliers',
  columns: [
    column('item', KEY, ['item', '物料'], KEY_REQUIRED),
    column('supplier', KEY, ['supplier', '供应商'], KEY_REQUIRED),
    column('priority', whole(1, 999_999_999), ['1 is asked first', '优先级'], { otherwise: '1' }),
    column('lead_time_days', DAYS, ['default as the item', '提前期（工作日）']),
    column('min_lot', POSITIVE, ['default as the item', '最小批量']),
    column('lot_multiple', POSITIVE, ['default as the item', '批量倍数']),
    column('price', { ...NUMBER, least: 0 }, ['price per unit', '单价']),
  ],
}

export const PRICE_BREAKS: FileContract = {
  name: 'price_breaks',
  columns: [
    column('item', KEY, ['item', '物料'], KEY_REQUIRED),
    column('supplier', KEY, ['supplier of the item', '供应商'], KEY_REQUIRED),
    column('from_quantity', QUANTITY, ['from this quantity …', '起订量'], KEY_REQUIRED),
    column('price', QUANTITY, ['… this price per unit', '单价'], REQUIRED),
  ],
}
