import { type ShopInstance, shopSize } from '@headwater/domain/shop/shop-instance'
import { MachineLines } from './machine-lines.ts'
import { followersOf } from './shop-followers.ts'

/** Instead of the only neighbour, where an operation has several. */
export const MANY = -2

/**
 * An order in which each operation stands behind all it waits for, in its job and on its machine. It is repaired only between the old and
 * the new place of a moved operation, which also tells whether the move closes a circle (after Pearce & Kelly 2007).
 */
export class ShopOrder extends MachineLines {
  readonly order: Int32Array
  /** Index of each operation in the order. */
  readonly place: Int32Array
  readonly successorFrom: Int32Array
  readonly successors: Int32Array
  /** The only neighbour of each operation in the precedences; −1: none, −2: several. */
  protected readonly soleBefore: Int32Array
  protected readonly soleAfter: Int32Array
  /** Work arrays; an operation is marked when its mark is the stamp. */
  protected readonly marked: Int32Array
  protected stamp = 0
  readonly #spare: Int32Array

  constructor(shop: ShopInstance) {
    super(shop)
    const n = shopSize(shop)
    this.order = new Int32Array(n)
    this.place = new Int32Array(n)
    this.marked = new Int32Array(n)
    this.#spare = new Int32Array(n)
    const followers = followersOf(shop)
    this.successorFrom = followers.from
    this.successors = followers.list
    this.soleBefore = soleOf(shop.predecessorFrom, shop.predecessors)
    this.soleAfter = soleOf(this.successorFrom, this.successors)
  }

  /** Moves an operation on its lines and in the order; false, with nothing changed, when operations would wait for each other. */
  protected reorder(o: number, mode: number, index: number): boolean {
    const home = this.mode[o]!
    const homeIndex = this.rank[o]!
    this.detach(o)
    this.attach(o, mode, index)
    const a = this.before[o]!
    const b = this.after[o]!
    if (a >= 0 && this.place[a]! > this.place[o]!) {
      if (this.#shiftBehind(o, a)) return true
    } else if (b < 0 || this.place[b]! > this.place[o]! || this.#shiftBefore(o, b)) return true
    this.detach(o)
    this.attach(o, home, homeIndex)
    return false
  }

  /** Puts o, and what follows it, behind a in the order; false when a itself follows o. */
  #shiftBehind(o: number, a: number): boolean {
    const { order, place, before } = this
    const marked = this.marked
    const stamp = ++this.stamp
    const [from, to] = [place[o]!, place[a]!]
    marked[o] = stamp
    for (let i = from + 1; i <= to; i++) {
      const x = order[i]!
      const p = before[x]!
      if ((p >= 0 && marked[p] === stamp) || this.#isBehindMarked(x, stamp)) marked[x] = stamp
    }
    if (marked[a] === stamp) return false
    let kept = from
    let moved = 0
    for (let i = from; i <= to; i++) {
      const x = order[i]!
      if (marked[x] === stamp) this.#spare[moved++] = x
      else {
        order[kept] = x
        place[x] = kept++
      }
    }
    for (let i = 0; i < moved; i++) {
      const x = this.#spare[i]!
      order[kept] = x
      place[x] = kept++
    }
    return true
  }

  /** Puts o, and what it waits for, before b in the order; false when o itself waits for b. */
  #shiftBefore(o: number, b: number): boolean {
    const { order, place, after } = this
    const marked = this.marked
    const stamp = ++this.stamp
    const [from, to] = [place[b]!, place[o]!]
    marked[o] = stamp
    for (let i = to - 1; i >= from; i--) {
      const x = order[i]!
      const s = after[x]!
      if ((s >= 0 && marked[s] === stamp) || this.#isBeforeMarked(x, stamp)) marked[x] = stamp
    }
    if (marked[b] === stamp) return false
    let kept = to
    let moved = 0
    for (let i = to; i >= from; i--) {
      const x = order[i]!
      if (marked[x] === stamp) this.#spare[moved++] = x
      else {
        order[kept] = x
        place[x] = kept--
      }
    }
    for (let i = 0; i < moved; i++) {
      const x = this.#spare[i]!
      order[kept] = x
      place[x] = kept--
    }
    return true
  }

  #isBehindMarked(x: number, stamp: number): boolean {
    const sole = this.soleBefore[x]!
    if (sole !== MANY) return sole >= 0 && this.marked[sole] === stamp
    const { predecessorFrom, predecessors } = this.shop
    for (let k = predecessorFrom[x]!; k < predecessorFrom[x + 1]!; k++)
      if (this.marked[predecessors[k]!] === stamp) return true
    return false
  }

  #isBeforeMarked(x: number, stamp: number): boolean {
    const sole = this.soleAfter[x]!
    if (sole !== MANY) return sole >= 0 && this.marked[sole] === stamp
    for (let k = this.successorFrom[x]!; k < this.successorFrom[x + 1]!; k++)
      if (this.marked[this.successors[k]!] === stamp) return true
    return false
  }
}

function soleOf(from: Int32Array, list: Int32Array): Int32Array {
  return Int32Array.from({ length: from.length - 1 }, (_, o) => {
    const count = from[o + 1]! - from[o]!
    return count === 0 ? -1 : count === 1 ? list[from[o]!]! : MANY
  })
}
