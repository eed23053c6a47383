import { formatMicro, type Micro, parseMicro } from '@headwater/domain/measures/quantity'
import type { ProductBill, ProductLine, ProductUses } from '../../../schemas/rest/products.ts'
import type { Session } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { loadSubstitutes, MOST_LINES, type SubstituteRow, type WalkedLine, walkDown, walkUp } from './bill.store.ts'
import { decimalText, type Exploded, explodeBill, perOne } from './explode-bill.ts'
import { loadNodes, type NodeRow, nodeOf } from './nodes.store.ts'
import { loadOpenLines } from './open-lines.store.ts'

export interface BillAsked {
  readonly item: string
  readonly quantity: string
  readonly today: string
}

/** An item's bill down to what is bought, each line once, with what so many pieces take. Throws Refused for an unknown item. */
export async function readBill(session: Session, { item, quantity, today }: BillAsked): Promise<ProductBill> {
  const walked = await walkDown(session, { item, today })
  const isCut = walked.length > MOST_LINES
  const lines = isCut ? walked.slice(0, MOST_LINES) : walked
  const nodes = await nodesOf(session, item, lines)
  const substitutes = Map.groupBy(await loadSubstitutes(session, [...nodes.keys()]), (one) => one.of)
  const asked = parseMicro(quantity) as Micro
  const exploded = explodeBill({ item, quantity: asked }, nodes, lines)
  return {
    item,
    quantity,
    today,
    nodes: [...nodes.values()].map((row) => {
      const total = exploded.totals.get(row.item)
      return { ...nodeOf(row), total: total === undefined ? null : formatMicro(total) }
    }),
    lines: lines.map((line) => lineOf(line, exploded, substitutes)),
    isCut,
  }
}

async function nodesOf(
  session: Session,
  item: string,
  lines: readonly WalkedLine[],
): Promise<ReadonlyMap<string, NodeRow>> {
  const keys = new Set([item, ...lines.flatMap((one) => [one.parent, one.component])])
  const nodes = new Map((await loadNodes(session, [...keys])).map((row) => [row.item, row]))
  if (!nodes.has(item)) throw new Refused('not-found', `item (${item}) should exist`)
  return nodes
}

function lineOf(
  line: WalkedLine,
  { taken }: Exploded,
  substitutes: ReadonlyMap<string, readonly SubstituteRow[]>,
): ProductLine {
  const total = taken.get(line)
  return {
    key: line.key,
    parent: line.parent,
    component: line.component,
    given: line.cells,
    isOfStyle: line.cells.parent !== line.parent,
    perOne: decimalText(perOne(line)),
    scrap: line.cells.scrap ?? '0',
    isInForce: line.isInForce,
    total: total === undefined ? null : formatMicro(total),
    substitutes: (substitutes.get(line.component) ?? [])
      .filter((one) => one.parent === null || one.parent === line.parent)
      .map(({ item, name, ratio, priority, validFrom, validTo }) => ({
        item,
        name,
        ratio,
        priority,
        validFrom,
        validTo,
      })),
  }
}

const MOST_ORDERS = 500

/** What an item goes into, up to what is sold, and the open order lines that therefore need it. */
export async function readUses(session: Session, { item, today }: Omit<BillAsked, 'quantity'>): Promise<ProductUses> {
  const walked = await walkUp(session, { item, today })
  const isCut = walked.length > MOST_LINES
  const lines = isCut ? walked.slice(0, MOST_LINES) : walked
  const nodes = await nodesOf(session, item, lines)
  const orders = await loadOpenLines(session, [...nodes.keys()], MOST_ORDERS)
  return {
    item,
    nodes: [...nodes.values()].map(nodeOf),
    lines: lines.map((line) => ({
      key: line.key,
      parent: line.parent,
      component: line.component,
      perOne: decimalText(perOne(line)),
      isInForce: line.isInForce,
    })),
    orders: orders.map(({ count: _count, ...order }) => order),
    orderCount: orders[0]?.count ?? 0,
    isCut,
  }
}
