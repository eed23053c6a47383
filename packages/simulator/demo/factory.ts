import type { Random } from '../random.ts'
import { COLOURS, FABRICS, FAMILY_NAMES, SIZES, STYLES, type Style, variantKey } from './catalogue.ts'
import type { Table } from './csv-table.ts'
import { FITTED } from './fitted-parameters.ts'
import pack from '../../../packs/garment/pack.json' with { type: 'json' }

const LINES = ['A', 'B', 'C', 'D', 'E'] as const
/** Means of the twelve teams of the sewing set lie about 0.05 apart. */
const LINE_SPREAD = 0.05

const operationOf = (name: string): (typeof pack.operations)[number] => {
  const found = pack.operations.find((one) => one.operation === name)
  if (!found) throw new Error(`operation (${name}) should be in packs/garment/pack.json`)
  return found
}

const ITEM_COLUMNS = [
  'item',
  'name',
  'unit',
  'decimals',
  'style',
  'attr.colour',
  'attr.size',
  'attr.fabric',
  'attr.category',
  'lead_time_days',
  'safety_stock',
  'lot_rule',
  'period_days',
  'min_lot',
]

/** Items: every variant, every fabric in every colour it is used in, and trims. */
export function itemsTable(): Table {
  const rows: (string | number)[][] = []
  for (const style of STYLES)
    for (const colour of style.colours)
      for (const size of SIZES)
        rows.push([
          variantKey(style, colour, size),
          `${style.name} ${colour.name} ${size}`,
          'pcs',
          0,
          style.style,
          colour.code.toLowerCase(),
          size,
          style.fabric.toLowerCase(),
          FAMILY_NAMES[style.family],
          4,
          0,
          'period',
          7,
          '',
        ])
  for (const { fabric, name } of FABRICS)
    for (const colour of coloursOf(fabric))
      rows.push([
        `${fabric}-${colour.code}`,
        `${name} ${colour.name}`,
        'm',
        2,
        fabric,
        colour.code.toLowerCase(),
        '',
        '',
        '',
        6,
        0,
        'period',
        7,
        '',
      ])
  for (const size of SIZES)
    rows.push([`LABEL-${size}`, `尺码标 Size label ${size}`, 'pcs', 0, 'LABEL', '', size, '', '', 4, 200, '', '', 500])
  for (const [item, name] of TRIMS)
    rows.push([item, name, item === 'THREAD' ? 'm' : 'pcs', 0, '', '', '', '', '', 4, 0, 'period', 14, ''])
  return { columns: ITEM_COLUMNS, rows }
}

const TRIMS = [
  ['ZIP-22', '隐形拉链 22 cm Hidden zip'],
  ['ZIP-25', '隐形拉链 25 cm Hidden zip'],
  ['BUTTON-12', '树脂扣 12 mm Resin button'],
  ['THREAD', '缝纫线 Sewing thread'],
  ['HANGTAG', '吊牌 Hang tag'],
  ['POLYBAG', '包装袋 Polybag'],
] as const

const coloursOf = (fabric: string): { code: string; name: string }[] =>
  Object.values(COLOURS).filter((colour) =>
    STYLES.some((style) => style.fabric === fabric && style.colours.some((one) => one.code === colour.code)),
  )

/** Bills of each style: its variants take fabric of their own colour and labels of their own size. */
export function billsTable(): Table {
  const columns = ['parent', 'component', 'line', 'quantity', 'unit', 'scrap', 'when', 'match', 'sequence']
  const rows: (string | number)[][] = []
  for (const style of STYLES) {
    const large = Math.round(style.metres * 112) / 100
    rows.push([style.style, style.fabric, 'small', style.metres, 'm', 0.03, 'size=S|M', 'colour', 10])
    rows.push([style.style, style.fabric, 'large', large, 'm', 0.03, 'size=L|XL', 'colour', 10])
    rows.push([style.style, 'THREAD', '', 180, 'm', '', '', '', 20])
    rows.push([style.style, 'LABEL', '', 1, '', '', '', 'size', 20])
    if (style.zip) {
      rows.push([style.style, 'ZIP-22', '', 1, '', 0.02, 'size=S|M', '', 20])
      rows.push([style.style, 'ZIP-25', '', 1, '', 0.02, 'size=L|XL', '', 20])
    }
    if (style.buttons > 0) rows.push([style.style, 'BUTTON-12', '', style.buttons, '', 0.01, '', '', 30])
    rows.push([style.style, 'HANGTAG', '', 1, '', '', '', '', 50])
    rows.push([style.style, 'POLYBAG', '', 1, '', '', '', '', 50])
  }
  return { columns, rows }
}

const minutes = (value: number): number => Math.round(value * 10_000) / 10_000

function stepsOf(style: Style): { sequence: number; operation: string; batch: number }[] {
  const steps = [
    { sequence: 10, operation: 'spread-cut', batch: 40 },
    { sequence: 20, operation: `sew-${style.family}-dress`, batch: 20 },
    { sequence: 30, operation: 'buttonhole', batch: 20 },
    { sequence: 40, operation: 'press', batch: 20 },
    { sequence: 50, operation: 'inspect-pack', batch: 0 },
  ]
  return style.buttons > 0 ? steps : steps.filter((one) => one.sequence !== 30)
}

/** Routings: minutes per piece are the pack's standard minutes shared by the people of the place. */
export function operationsTable(): Table {
  const columns = [
    'item',
    'sequence',
    'name',
    'work_center',
    'setup_minutes',
    'run_minutes',
    'setup_family',
    'transfer_batch',
  ]
  const rows = STYLES.flatMap((style) =>
    stepsOf(style).map(({ sequence, operation, batch }) => {
      const step = operationOf(operation)
      const family = step.family ?? ''
      const setup = step.family ? pack.change_over.other_family_minutes : (step.setup_minutes ?? 0)
      return [
        style.style,
        sequence,
        `${step.name.zh} ${step.name.en}`,
        step.work_center,
        setup,
        minutes(step.standard_minutes / step.people),
        family,
        batch || '',
      ]
    }),
  )
  return { columns, rows }
}

/** Work centers with their units; each sewing line has an efficiency drawn around the fitted steady productivity. */
export function workPlaces(random: Random): { centers: Table; units: Table } {
  const count: Record<string, number> = { CUT: 2, BTN: 2, PRESS: 3, PACK: 2 }
  const centers = pack.work_centers.map((one) => [
    one.work_center,
    `${one.name.zh} ${one.name.en}`,
    count[one.work_center] ?? 1,
  ])
  const families = ['woven', 'shirt', 'woven', 'knit', 'coat']
  const units = LINES.map((line, i) => {
    const efficiency = FITTED.sewing.productivitySteady + LINE_SPREAD * random.normal()
    return [`LINE-${line}`, 'SEW', Math.round(Math.min(0.95, Math.max(0.5, efficiency)) * 1000) / 1000, families[i]!]
  })
  return {
    centers: { columns: ['work_center', 'name', 'units'], rows: centers },
    units: { columns: ['work_unit', 'work_center', 'efficiency', 'current_family'], rows: units },
  }
}

/** Monday to Saturday, 08:00–12:00 and 13:00–17:30. */
export function calendarTable(): Table {
  const rows = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'].flatMap((day) => [
    ['day-shift', day, '08:00', '12:00'],
    ['day-shift', day, '13:00', '17:30'],
  ])
  return { columns: ['calendar', 'weekday', 'start', 'end'], rows }
}

/** Change-over between families on the sewing lines. */
export function setupTable(): Table {
  const families = ['woven', 'shirt', 'knit', 'coat']
  const heavy = pack.change_over.other_family_minutes
  const rows = families.flatMap((from) =>
    families
      .filter((to) => to !== from)
      .map((to) => ['SEW', from, to, from === 'coat' || to === 'coat' ? heavy * 1.5 : heavy]),
  )
  return { columns: ['work_center', 'from_family', 'to_family', 'minutes'], rows }
}

/** One mill and one trim maker with their terms. */
export function supplierTables(): { suppliers: Table; terms: Table; units: Table } {
  const fabrics = FABRICS.flatMap(({ fabric, price }) =>
    coloursOf(fabric).map((colour) => [`${fabric}-${colour.code}`, 'LANRAN', 1, 6, 50, 10, price]),
  )
  const trims = [
    ['ZIP-22', 'XIAOMAN', 1, 4, 100, 100, 1.3],
    ['ZIP-25', 'XIAOMAN', 1, 4, 100, 100, 1.45],
    ['BUTTON-12', 'XIAOMAN', 1, 4, 500, 500, 0.12],
    ['THREAD', 'XIAOMAN', 1, 4, 5000, 5000, 0.002],
    ['HANGTAG', 'XIAOMAN', 1, 4, 500, 500, 0.2],
    ['POLYBAG', 'XIAOMAN', 1, 4, 500, 500, 0.15],
  ]
  return {
    suppliers: {
      columns: ['supplier', 'name'],
      rows: [
        ['LANRAN', '蓝染 Lanran'],
        ['XIAOMAN', '小满 Xiaoman'],
      ],
    },
    terms: {
      columns: ['item', 'supplier', 'priority', 'lead_time_days', 'min_lot', 'lot_multiple', 'price'],
      rows: [...fabrics, ...trims],
    },
    units: {
      columns: ['item', 'from_unit', 'to_unit', 'factor'],
      rows: [
        ['THREAD', 'cone', 'm', 5000],
        ['', 'roll', 'm', 50],
      ],
    },
  }
}
