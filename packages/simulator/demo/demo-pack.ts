import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SalesFigures } from './style-sales.ts'

/** A value that tells the variants of a style apart, such as a colour. */
export interface AxisValue {
  readonly code: string
  readonly name: string
}

/** A value of the other axis, with its share of what is sold and of what is ordered. */
export interface RowValue {
  readonly code: string
  readonly soldShare: number
  readonly orderedShare: number
}

export type Cell = string | number

export interface DemoStyle {
  readonly style: string
  readonly name: string
  /** Codes of the column axis in which it is made; the first sells most. */
  readonly values: readonly string[]
  /** Of the pack's further attributes, in their order. */
  readonly attributes: readonly string[]
  /** The material of the column axis that most of it is made of, and how much a piece takes. */
  readonly main: { readonly material: string; readonly quantity: number }
  /** Sequence, operation of the pack, transfer batch. */
  readonly steps: readonly (readonly [number, string, number])[]
  /** Component, line, quantity, unit, scrap, when, match, sequence. */
  readonly bill: readonly (readonly Cell[])[]
}

export interface DemoMaterial {
  readonly item: string
  readonly name: string
  /** A material for each value of an axis; without it one for all. */
  readonly by?: 'column' | 'row'
  readonly unit: string
  readonly decimals: number
  readonly lead_time_days: number
  readonly safety_stock?: number
  /** Days that one order covers. */
  readonly period_days?: number
  /** Least lot whoever supplies it. */
  readonly own_min_lot?: number
  readonly supplier?: string
  readonly min_lot?: number
  readonly lot_multiple?: number
  readonly price?: number
  /** On hand at the start; of a material by column it is drawn. */
  readonly stock?: number
}

/** What a pack says of its demo company: packs/NAME/demo.json, data only. */
export interface DemoCompany {
  readonly company: string
  readonly sales: {
    readonly drawn: SalesFigures
    readonly places: readonly { readonly place: string; readonly share: number }[]
    readonly firstValueShare: number
  }
  readonly axes: {
    readonly column: { readonly attribute: string; readonly values: readonly AxisValue[] }
    readonly row: { readonly attribute: string; readonly values: readonly RowValue[] }
  }
  readonly attributes: readonly string[]
  readonly item: {
    readonly unit: string
    readonly decimals: number
    readonly lead_time_days: number
    readonly lot_rule: string
    readonly period_days: number
  }
  readonly orders: {
    readonly first: number
    readonly count: number
    /** Pieces of the smallest order, the step above it, and how many steps. */
    readonly pieces: readonly [number, number, number]
  }
  readonly customers: readonly string[]
  readonly suppliers: readonly { readonly supplier: string; readonly name: string }[]
  readonly materials: readonly DemoMaterial[]
  readonly units: readonly (readonly Cell[])[]
  /** What is ordered far ahead. */
  readonly open_purchase: {
    readonly item: string
    readonly quantity: number
    readonly supplier: string
    readonly days: number
  }
  readonly work_centers: Readonly<Record<string, number>>
  /** Units with an efficiency of their own, drawn around the mean. */
  readonly lines: {
    readonly work_center: string
    readonly units: readonly string[]
    readonly families: readonly string[]
    readonly efficiency: number
    readonly spread: number
  }
  readonly families: readonly string[]
  /** Families to and from which setting up takes longer. */
  readonly heavy: { readonly families: readonly string[]; readonly factor: number }
  readonly shifts: readonly (readonly [string, string])[]
  readonly styles: readonly DemoStyle[]
}

/** The pack itself: packs/NAME/pack.json. */
export interface Pack {
  readonly pack: string
  readonly work_centers: readonly {
    readonly work_center: string
    readonly name: { readonly en: string; readonly zh: string }
  }[]
  readonly operations: readonly {
    readonly operation: string
    readonly name: { readonly en: string; readonly zh: string }
    readonly work_center: string
    readonly standard_minutes: number
    readonly people: number
    readonly setup_minutes?: number
    readonly family?: string
  }[]
  readonly change_over: { readonly other_family_minutes: number }
}

/** Figures of public sets to which the sales of a demo are fitted: packs/NAME/fitted.json, where there are such sets. */
export interface FittedSales {
  readonly source: string
  readonly logVolumeMean: number
  readonly logVolumeDeviation: number
  readonly logFadeMean: number
  readonly logFadeDeviation: number
  readonly overdispersion: number
}

export interface DemoPack {
  readonly pack: Pack
  readonly demo: DemoCompany
  readonly fitted: FittedSales | undefined
}

const PACKS = join(import.meta.dirname, '..', '..', '..', 'packs')

const readFile = (pack: string, file: string): unknown => JSON.parse(readFileSync(join(PACKS, pack, file), 'utf8'))
const isDefault = (pack: string): boolean => (readFile(pack, 'pack.json') as { isDefault?: boolean }).isDefault === true

/** Names of all packs. */
export const packNames = (): readonly string[] => readdirSync(PACKS).sort()

/** Reads a pack, or the one that says it is the default. Throws where there is none of that name. */
export function readPack(given?: string): DemoPack {
  const name = given ?? packNames().find((one) => isDefault(one)) ?? ''
  if (!packNames().includes(name)) throw new Error(`pack (${name}) should be one of ${packNames().join(', ')}`)
  const read = (file: string): unknown => readFile(name, file)
  const hasFigures = readdirSync(join(PACKS, name)).includes('fitted.json')
  const fitted = hasFigures ? (read('fitted.json') as { sales: FittedSales }).sales : undefined
  return { pack: read('pack.json') as Pack, demo: read('demo.json') as DemoCompany, fitted }
}

export const variantKey = ({ style }: DemoStyle, column: string, row: string): string => `${style}-${column}-${row}`

export const nameOf = ({ axes }: DemoCompany, code: string): string =>
  axes.column.values.find((one) => one.code === code)?.name ?? code

/** Values of the column axis in which a material is used. */
export const valuesOf = ({ axes, styles }: DemoCompany, material: string): readonly AxisValue[] =>
  axes.column.values.filter(({ code }) =>
    styles.some((style) => style.values.includes(code) && style.bill.some(([component]) => component === material)),
  )
