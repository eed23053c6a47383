import { grow } from './grow.ts'

/** Who is served by what, column by column. */
export class Pegs {
  count = 0
  need = new Int32Array(0)
  /** Code of the supply's type, and its index among the lots or receipts of its item, or among all planned orders. */
  type = new Uint8Array(0)
  index = new Int32Array(0)
  /** Place of the supply's item. */
  place = new Int32Array(0)
  quantity = new Float64Array(0)
  available = new Int32Array(0)

  /** `expected`: room for so many is made at first, and more when it is needed. */
  constructor(expected: number) {
    this.#widen(expected)
  }

  /** A new peg, its columns still to be filled; answers its index. */
  open(): number {
    const at = this.count++
    if (at >= this.need.length) this.#widen(this.count)
    return at
  }

  #widen(length: number): void {
    this.need = grow(this.need, length)
    this.type = grow(this.type, length)
    this.index = grow(this.index, length)
    this.place = grow(this.place, length)
    this.quantity = grow(this.quantity, length)
    this.available = grow(this.available, length)
  }
}
