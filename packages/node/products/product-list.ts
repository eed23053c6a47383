import type { Session } from '../platform/database.ts'
import type { ListColumn, ListSource } from '../platform/list-source.ts'
import { attributesOf } from '../records/index.ts'
import { itemsBySound } from './item-sounds.ts'
import { ITEMS_WITH_BALANCE, LEAD_TIME_DAYS, MISSING, SUPPLY } from './item-sql.ts'

const text = (sql: string): ListColumn => ({ sql, type: 'text' })
const code = (sql: string): ListColumn => ({ sql, type: 'text', isCode: true })
const quantity = (sql: string): ListColumn => ({ sql, type: 'quantity' })
const cell = (name: string): string => `i.cells ->> '${name.replaceAll("'", "''")}'`

/** Items of the records with what the plan knows of them; a search also finds them by the pinyin of their names. */
export async function productSource(session: Session, search = ''): Promise<ListSource> {
  const attributes = await attributesOf(session, 'items')
  return {
    from: `(select i.key, i.position, i.cells, ${SUPPLY} as supply, ${MISSING} as missing, ${LEAD_TIME_DAYS} as lead_time,
                   b.stock, b.receipts, b.planned, b.needs
            from ${ITEMS_WITH_BALANCE} where i.file = 'items') as i`,
    columns: {
      item: text('i.key'),
      name: text(`coalesce(${cell('name')}, i.key)`),
      style: text(cell('style')),
      supply: code('i.supply'),
      unit: text(`coalesce(${cell('unit')}, 'pcs')`),
      decimals: { sql: `(${cell('decimals')})::numeric`, type: 'integer' },
      leadTimeDays: { sql: 'i.lead_time', type: 'integer' },
      safetyStock: quantity(`coalesce((${cell('safety_stock')})::numeric, 0)`),
      lotRule: code(`coalesce(${cell('lot_rule')}, 'lot-for-lot')`),
      minLot: quantity(`(${cell('min_lot')})::numeric`),
      lotMultiple: quantity(`(${cell('lot_multiple')})::numeric`),
      scrap: quantity(`coalesce((${cell('scrap')})::numeric, 0)`),
      stock: quantity('i.stock'),
      receipts: quantity('i.receipts'),
      planned: quantity('i.planned'),
      needs: quantity('i.needs'),
      missing: code('i.missing'),
      ...Object.fromEntries(attributes.map((name) => [name, text(cell(name))])),
      position: { sql: 'i.position', type: 'integer' },
    },
    key: ['item'],
    sort: 'position',
    found: await itemsBySound(session, search),
  }
}
