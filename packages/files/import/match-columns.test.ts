import { describe, expect, test } from 'vitest'
import { contractOf } from '../contract/file-contracts.ts'
import { matchColumns, rankFiles } from './match-columns.ts'

const match = (file: string, header: string) => matchColumns(header.split(','), contractOf(file)!)

test('columns are matched by our names, their meanings and usual names, in both languages', () => {
  expect(match('sales_orders', '订单号,行号,物料编码,数量(件),客户名称,要求交期 *必填,备注')).toEqual({
    订单号: 'order',
    行号: 'line',
    物料编码: 'item',
    '数量(件)': 'quantity',
    客户名称: 'customer',
    '要求交期 *必填': 'due_date',
    备注: '',
  })
  expect(match('sell_through', 'SKU,Sale Date,Units Sold,Store,Unit-Price')).toEqual({
    SKU: 'item',
    'Sale Date': 'date',
    'Units Sold': 'quantity',
    Store: 'place',
    'Unit-Price': 'price',
  })
})

test('a required column takes the only name that may mean it', () => {
  expect(match('items', '款号,品名')).toEqual({ 款号: 'item', 品名: 'name' })
  expect(match('items', '货号,款号')).toEqual({ 货号: 'item', 款号: 'style' })
})

test('attributes go by their own names, and a column of reasons is none', () => {
  expect(match('items', 'item,attr.color,reason,toString')).toEqual({
    item: 'item',
    'attr.color': 'attr.color',
    toString: '',
  })
})

describe('the file is told by its header', () => {
  test.each<[string, string, string]>([
    ['items', 'item,name,unit,supply', 'Sheet1'],
    ['items', '物料编码,名称,单位,提前期', 'Sheet1'],
    ['stock', '物料编码,批次,库存数量', 'Sheet1'],
    ['sales_orders', '订单号,客户,物料编码,数量,交期', 'x'],
    ['purchase_orders', '采购单,供应商,物料编码,数量,到货日', 'x'],
    ['work_orders', '工单,物料编码,数量,完工日', 'x'],
    ['sell_through', 'sku,date,qty,store', 'export'],
    ['forecasts', 'item,date,quantity', 'forecast 2026'],
    ['boms', '父件,子件,单位用量', 'x'],
    ['operations', 'item,sequence,work_center,run_minutes', 'x'],
    ['work_centers', 'work_center,name,units', 'x'],
    ['suppliers', 'supplier,name', 'x'],
  ])('%s: %s', (file, header, title) => {
    expect(rankFiles(header.split(','), title)[0]!.name).toBe(file)
  })
})
