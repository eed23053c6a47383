import { ceilTo, formatMicro, MICRO, type Micro, parseMicro, stepOf } from '@headwater/domain/measures/quantity'
import { invert, multiply, ONE, type Ratio, ratio, ratioOf, scaleUp } from '@headwater/domain/measures/ratio'
import type { WalkedLine } from './bill.store.ts'
import type { NodeRow } from './nodes.store.ts'

const micro = (text: string): Micro => parseMicro(text) as Micro

/** 1 − scrap. */
const goodShare = (scrap: string): Ratio => ratio(BigInt(MICRO - micro(scrap)), BigInt(MICRO))

/** Stock units of the component per 1 of the parent, without scrap. */
export function perOne({ cells, unitFactor }: WalkedLine): Ratio {
  const given = ratioOf(micro(cells.quantity!))
  if (unitFactor === null) return given
  const factor = ratioOf(micro(unitFactor.factor))
  return multiply(given, unitFactor.isBack ? invert(factor) : factor)
}

/** A fraction as a decimal of at most six places, rounded up as a need is. */
export const decimalText = (value: Ratio): string => formatMicro(scaleUp(MICRO, value, 1))

export interface Exploded {
  /** Needed altogether, good, by item. */
  readonly totals: ReadonlyMap<string, Micro>
  /** What each line takes altogether, by `key|parent`. */
  readonly taken: ReadonlyMap<WalkedLine, Micro>
}

/**
 * What so many good pieces of an item take, level by level as planning does it: each need is rounded up to the item's smallest step, and
 * what an item yields less is started more. Lot rules and stock are left out. Lines that are not in force take nothing.
 */
export function explodeBill(
  { item, quantity }: { readonly item: string; readonly quantity: Micro },
  nodes: ReadonlyMap<string, NodeRow>,
  lines: readonly WalkedLine[],
): Exploded {
  const below = Map.groupBy(
    lines.filter((one) => one.isInForce),
    (one) => one.parent,
  )
  const totals = new Map<string, Micro>([[item, quantity]])
  const taken = new Map<WalkedLine, Micro>()
  for (const parent of parentsFirst(item, below)) {
    const node = nodes.get(parent)!
    const started = startedFor(totals.get(parent) ?? 0, node)
    for (const line of below.get(parent) ?? []) {
      const component = nodes.get(line.component)!
      const share = multiply(perOne(line), invert(goodShare(line.cells.scrap ?? '0')))
      const need = scaleUp(started, share, stepOf(component.decimals))
      taken.set(line, need)
      totals.set(line.component, (totals.get(line.component) ?? 0) + need)
    }
  }
  return { totals, taken }
}

/** Pieces to start so that so many come out good. */
function startedFor(good: Micro, { scrap, operationScraps, decimals }: NodeRow): Micro {
  const share = [scrap, ...operationScraps].map(goodShare).reduce(multiply, ONE)
  return share === ONE ? ceilTo(good, stepOf(decimals)) : scaleUp(good, invert(share), stepOf(decimals))
}

/** Each item after all that it goes into; depth first with a stack of its own, since bills may be deeper than the call stack. */
function parentsFirst(root: string, below: ReadonlyMap<string, readonly WalkedLine[]>): readonly string[] {
  const after: string[] = []
  const seen = new Set([root])
  const stack = [{ item: root, next: 0 }]
  while (stack.length > 0) {
    const top = stack.at(-1)!
    const line = below.get(top.item)?.[top.next++]
    if (line === undefined) after.push(stack.pop()!.item)
    else if (!seen.has(line.component)) {
      seen.add(line.component)
      stack.push({ item: line.component, next: 0 })
    }
  }
  return after.reverse()
}
