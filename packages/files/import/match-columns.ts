import type { Column, FileContract } from '../contract/column.ts'
import { FILE_CONTRACTS } from '../contract/file-contracts.ts'
import { FILE_WORDS, OTHER_NAMES } from '../contract/other-names.ts'
import { REASON } from './given-rows.ts'

/** Header as it is → column of the contract; '' leaves the column out. */
export type Matched = Readonly<Record<string, string>>

/** A name without what does not tell names apart: width and case of letters, spaces and signs, marks of what is required, a unit in brackets. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\((?:[^()]*)\)|\[[^[\]]*\]|必填|required/g, '')
    .replace(/[\s_\-.*:/·、,;]/g, '')

/** How surely a name means a column: 3 it is the contract's own, 2 it is its meaning or a usual name, 1 it may be. */
function sureness(name: string, column: Column): number {
  const plain = plainName(name)
  if (plain === '') return 0
  if (plain === plainName(column.name)) return 3
  const others = OTHER_NAMES[column.name] ?? []
  if (plain === plainName(column.meaning.zh) || plain === plainName(column.meaning.en)) return 2.5
  const at = others.findIndex((one) => plainName(one) === plain)
  return at < 0 ? 0 : 2 - at / (others.length + 1)
}

const OURS = new Set([REASON, ...FILE_CONTRACTS.flatMap((one) => one.columns.map((column) => column.name))])
const OTHERS = new Set([
  ...FILE_CONTRACTS.flatMap((one) => one.columns.map((column) => plainName(column.meaning.zh))),
  ...[...OURS, ...Object.values(OTHER_NAMES).flat()].map(plainName),
])
const AS_OTHER = 0.8

/** How well a name is known in any file of the contract: 1 it is ours, less it is another name of it, 0 nobody knows it. */
export function knownAs(name: string): number {
  if (OURS.has(name) || name.startsWith('attr.')) return 1
  return OTHERS.has(plainName(name)) ? AS_OTHER : 0
}

/**
 * Which of our columns each name of a header means, the surest pairs first; a required column takes a name from one that is not. What
 * is left is left out, but for attributes by their own names.
 */
export function matchColumns(header: readonly string[], contract: FileContract): Matched {
  const names = [...new Set(header.filter((name) => name !== '' && name !== REASON))]
  const pairs = names
    .flatMap((name) => contract.columns.map((column) => ({ name, column, sure: sureness(name, column) })))
    .filter((one) => one.sure > 0)
    .toSorted((a, b) => b.sure - a.sure || Number(b.column.required ?? false) - Number(a.column.required ?? false))
  const matched: Record<string, string> = {}
  const taken = new Set<string>()
  for (const { name, column } of pairs) {
    if (Object.hasOwn(matched, name) || taken.has(column.name)) continue
    matched[name] = column.name
    taken.add(column.name)
  }
  for (const column of contract.columns) {
    if (!column.required || taken.has(column.name)) continue
    const other = pairs.find((one) => one.column === column && !isNeeded(contract, matched[one.name]))
    if (!other) continue
    matched[other.name] = column.name
    taken.add(column.name)
  }
  for (const name of names)
    if (!Object.hasOwn(matched, name)) matched[name] = contract.attributes && name.startsWith('attr.') ? name : ''
  return matched
}

const isNeeded = ({ columns }: FileContract, name: string | undefined): boolean =>
  columns.some((one) => one.name === name && one.required)

/** Files of the contract that a header may be of, the likeliest first; `title` is what the file or its sheet is called. */
export function rankFiles(header: readonly string[], title: string): readonly FileContract[] {
  const given = new Set(header.filter((name) => name !== '' && name !== REASON)).size
  const plain = plainName(title)
  const likeness = (contract: FileContract): number => {
    const matched = new Set(Object.values(matchColumns(header, contract)).filter((one) => one !== ''))
    const missing = contract.columns.filter((one) => one.required && !matched.has(one.name)).length
    const isCalled = (FILE_WORDS[contract.name] ?? [contract.name]).some((one) => plain.includes(plainName(one)))
    const isExactly = plain.startsWith(plainName(contract.name))
    return (
      (given === 0 ? 0 : (2 * matched.size) / Math.max(given, 1)) -
      missing +
      (isExactly ? 1.5 : isCalled ? 0.75 : 0) +
      sureOwn(header, contract) +
      0.1 * (USUAL.length - USUAL.indexOf(contract.name)) * Number(USUAL.includes(contract.name))
    )
  }
  return FILE_CONTRACTS.map((contract) => ({ contract, likeness: likeness(contract) }))
    .toSorted((a, b) => b.likeness - a.likeness)
    .map((one) => one.contract)
}

/** Where two files have the same columns, the one that companies have more often. */
const USUAL = ['sell_through', 'sales_orders', 'stock', 'items']

/** Names that only this file's own column has: 采购单 is the order of a purchase. */
const sureOwn = (header: readonly string[], { columns }: FileContract): number =>
  columns.filter((column) => column.key && header.some((name) => plainName(name) === plainName(column.meaning.zh)))
    .length
