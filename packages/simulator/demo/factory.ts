import type { Random } from '../random.ts'
import type { Table } from './csv-table.ts'
import {
  type Cell,
  type DemoCompany,
  type DemoMaterial,
  type DemoPack,
  nameOf,
  type Pack,
  valuesOf,
  variantKey,
} from './demo-pack.ts'

const operationOf = ({ pack, operations }: Pack, name: string): Pack['operations'][number] => {
  const found = operations.find((one) => one.operation === name)
  if (!found) throw new Error(`operation (${name}) should be in packs/${pack}/pack.json`)
  return found
}

/** Items: every variant, and every material in each value that it is used in. */
export function itemsTable(demo: DemoCompany): Table {
  const { axes, attributes, item } = demo
  const names = [axes.column.attribute, axes.row.attribute, ...attributes]
  const columns = [
    'item',
    'name',
    'unit',
    'decimals',
    'style',
    ...names.map((one) => `attr.${one}`),
    'lead_time_days',
    'safety_stock',
    'lot_rule',
    'period_days',
    'min_lot',
  ]
  const variants = demo.styles.flatMap((style) =>
    style.values.flatMap((column) =>
      axes.row.values.map((row): Cell[] => [
        variantKey(style, column, row.code),
        `${style.name} ${nameOf(demo, column)} ${row.code}`,
        item.unit,
        item.decimals,
        style.style,
        column.toLowerCase(),
        row.code,
        ...style.attributes,
        item.lead_time_days,
        0,
        item.lot_rule,
        item.period_days,
        '',
      ]),
    ),
  )
  return { columns, rows: [...variants, ...demo.materials.flatMap((one) => materialRows(demo, one))] }
}

function materialRows(demo: DemoCompany, material: DemoMaterial): Cell[][] {
  const { by, period_days: period } = material
  const blank = demo.attributes.map(() => '')
  const row = (item: string, name: string, attributes: readonly string[]): Cell[] => [
    item,
    name,
    material.unit,
    material.decimals,
    by ? material.item : '',
    ...attributes,
    ...blank,
    material.lead_time_days,
    material.safety_stock ?? 0,
    period ? 'period' : '',
    period ?? '',
    material.own_min_lot ?? '',
  ]
  return variantsOf(demo, material).map(({ item, name, code }) =>
    row(item, name, [by === 'column' ? code.toLowerCase() : '', by === 'row' ? code : '']),
  )
}

interface MaterialVariant {
  readonly item: string
  readonly name: string
  readonly code: string
}

/** A material in each value of its axis. */
export function variantsOf(demo: DemoCompany, { item, name, by }: DemoMaterial): readonly MaterialVariant[] {
  if (by === undefined) return [{ item, name, code: '' }]
  const values = by === 'column' ? valuesOf(demo, item) : demo.axes.row.values.map(({ code }) => ({ code, name: code }))
  return values.map((one) => ({ item: `${item}-${one.code}`, name: `${name} ${one.name}`, code: one.code }))
}

/** Bills of each style: its variants take materials of their own values. */
export const billsTable = ({ styles }: DemoCompany): Table => ({
  columns: ['parent', 'component', 'line', 'quantity', 'unit', 'scrap', 'when', 'match', 'sequence'],
  rows: styles.flatMap(({ style, bill }) => bill.map((line) => [style, ...line])),
})

const minutes = (value: number): number => Math.round(value * 10_000) / 10_000

/** Routings: minutes per piece are the pack's standard minutes shared by the people of the place. */
export function operationsTable({ pack, demo }: DemoPack): Table {
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
  const rows = demo.styles.flatMap(({ style, steps }) =>
    steps.map(([sequence, operation, batch]) => {
      const step = operationOf(pack, operation)
      const setup = step.family ? pack.change_over.other_family_minutes : (step.setup_minutes ?? 0)
      const run = minutes(step.standard_minutes / step.people)
      const name = `${step.name.zh} ${step.name.en}`
      return [style, sequence, name, step.work_center, setup, run, step.family ?? '', batch || '']
    }),
  )
  return { columns, rows }
}

/** Work centers with their units; each line has an efficiency drawn around the mean. */
export function workPlaces(random: Random, { pack, demo }: DemoPack): { centers: Table; units: Table } {
  const { lines, work_centers: counts } = demo
  const centers = pack.work_centers.map((one) => [
    one.work_center,
    `${one.name.zh} ${one.name.en}`,
    counts[one.work_center] ?? 1,
  ])
  const units = lines.units.map((unit, i) => {
    const efficiency = lines.efficiency + lines.spread * random.normal()
    const bounded = Math.round(Math.min(0.95, Math.max(0.5, efficiency)) * 1000) / 1000
    return [unit, lines.work_center, bounded, lines.families[i]!]
  })
  return {
    centers: { columns: ['work_center', 'name', 'units'], rows: centers },
    units: { columns: ['work_unit', 'work_center', 'efficiency', 'current_family'], rows: units },
  }
}

/** Monday to Saturday. */
export const calendarTable = ({ shifts }: DemoCompany): Table => ({
  columns: ['calendar', 'weekday', 'start', 'end'],
  rows: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'].flatMap((day) =>
    shifts.map(([start, end]) => ['day-shift', day, start, end]),
  ),
})

/** Set-up between families on the lines. */
export function setupTable({ pack, demo }: DemoPack): Table {
  const { families, heavy, lines } = demo
  const usual = pack.change_over.other_family_minutes
  const isHeavy = (one: string): boolean => heavy.families.includes(one)
  const rows = families.flatMap((from) =>
    families
      .filter((to) => to !== from)
      .map((to) => [lines.work_center, from, to, isHeavy(from) || isHeavy(to) ? usual * heavy.factor : usual]),
  )
  return { columns: ['work_center', 'from_family', 'to_family', 'minutes'], rows }
}

/** Suppliers with their terms. */
export function supplierTables(demo: DemoCompany): { suppliers: Table; terms: Table; units: Table } {
  const terms = demo.materials.flatMap((material) =>
    material.supplier === undefined
      ? []
      : variantsOf(demo, material).map(({ item }) => [
          item,
          material.supplier!,
          1,
          material.lead_time_days,
          material.min_lot ?? '',
          material.lot_multiple ?? '',
          material.price ?? '',
        ]),
  )
  return {
    suppliers: { columns: ['supplier', 'name'], rows: demo.suppliers.map((one) => [one.supplier, one.name]) },
    terms: {
      columns: ['item', 'supplier', 'priority', 'lead_time_days', 'min_lot', 'lot_multiple', 'price'],
      rows: terms,
    },
    units: { columns: ['item', 'from_unit', 'to_unit', 'factor'], rows: demo.units },
  }
}
