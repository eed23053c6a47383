import type { ColumnType, FileContract } from '@headwater/files/contract/column'
import { contractOf } from '@headwater/files/contract/file-contracts'
import type { Session } from '../platform/database.ts'
import type { ListColumn, ListSource, ListType } from '../platform/list-source.ts'
import { Refused } from '../platform/problem.ts'
import { SALES } from './read-given.ts'

/** The column that holds a row's key; edits name rows by it. */
export const RECORD_KEY = 'recordKey'

/** One file of the contract as a list, with the attributes that its rows have. */
export async function recordSource(session: Session, file: string): Promise<ListSource> {
  const contract = contractOf(file)
  if (!contract) throw new Refused('not-found', `file (${file}) should be one of the contract, as sales_orders`)
  if (file === SALES) return salesSource(contract)
  const attributes = contract.attributes ? await attributesOf(session, file) : []
  const columns: Record<string, ListColumn> = { [RECORD_KEY]: { sql: 'r.key', type: 'text' } }
  for (const one of contract.columns) columns[one.name] = cellColumn(one.name, typeOf(one.type))
  for (const name of attributes) columns[name] = cellColumn(name, 'text')
  return {
    from: `(select key, cells, position from record where file = '${contract.name}') as r`,
    columns: { ...columns, position: { sql: 'r.position', type: 'integer' } },
    key: [RECORD_KEY],
    sort: 'position',
  }
}

const TYPES: Partial<Record<ColumnType['kind'], ListType>> = { number: 'quantity', whole: 'integer', date: 'date' }
const CASTS: Partial<Record<ListType, string>> = { quantity: '::numeric', integer: '::numeric', date: '::date' }

const typeOf = (type: ColumnType): ListType => TYPES[type.kind] ?? 'text'

function cellColumn(name: string, type: ListType): ListColumn {
  const cell = `r.cells ->> '${name.replaceAll("'", "''")}'`
  const cast = CASTS[type]
  return { sql: cast ? `(${cell})${cast}` : cell, type }
}

const salesSource = (contract: FileContract): ListSource => ({
  from: 'sell_through as r',
  columns: Object.fromEntries(
    contract.columns.map((one) => [one.name, { sql: `r.${one.name}`, type: typeOf(one.type) }]),
  ),
  key: ['item', 'date', 'place'],
  sort: 'item',
})

/** Names of the attributes that rows of a file have, `attr.colour`. */
export async function attributesOf(session: Session, file: string): Promise<readonly string[]> {
  const rows = await session.query<{ name: string }>({
    text: `select distinct name from record, jsonb_object_keys(cells) as name
           where file = $1 and name like 'attr.%' order by name`,
    values: [file],
  })
  return rows.map((one) => one.name)
}
