import type { EliteShop } from './relink-shop.ts'

/** Version and makespan before each slot's modes and order. */
const HEAD_BYTES = 16

/** Bytes that threads share to pass on their best schedules, one slot a thread. */
export function exchangeBytes(operations: number, threads: number): number {
  return threads * slotBytes(operations)
}

const slotBytes = (operations: number): number => HEAD_BYTES + 8 * Math.ceil(operations)

/**
 * Best schedules of several threads in shared memory. A slot is written by its thread alone; its version is odd meanwhile, and a reader
 * that meets an odd or changed one reads nothing.
 */
export class EliteExchange {
  readonly #slots: { version: Int32Array; makespan: Float64Array; mode: Int32Array; order: Int32Array }[]
  readonly #own: number

  constructor(buffer: SharedArrayBuffer, operations: number, own: number) {
    this.#own = own
    const bytes = slotBytes(operations)
    this.#slots = Array.from({ length: Math.floor(buffer.byteLength / bytes) }, (_, i) => ({
      version: new Int32Array(buffer, i * bytes, 1),
      makespan: new Float64Array(buffer, i * bytes + 8, 1),
      mode: new Int32Array(buffer, i * bytes + HEAD_BYTES, operations),
      order: new Int32Array(buffer, i * bytes + HEAD_BYTES + 4 * operations, operations),
    }))
  }

  publish({ mode, order, makespan }: EliteShop): void {
    const slot = this.#slots[this.#own]!
    Atomics.add(slot.version, 0, 1)
    slot.makespan[0] = makespan
    slot.mode.set(mode)
    slot.order.set(order)
    Atomics.add(slot.version, 0, 1)
  }

  /** What another thread published last; null where there is nothing, or it is being written. */
  read(random: () => number): EliteShop | null {
    if (this.#slots.length < 2) return null
    const other = (this.#own + 1 + Math.floor(random() * (this.#slots.length - 1))) % this.#slots.length
    const slot = this.#slots[other]!
    const version = Atomics.load(slot.version, 0)
    if (version === 0 || version % 2 === 1) return null
    const found = { mode: slot.mode.slice(), order: slot.order.slice(), makespan: slot.makespan[0]! }
    if (Atomics.load(slot.version, 0) !== version) return null
    const standing = new Int32Array(found.order.length)
    for (let i = 0; i < standing.length; i++) standing[found.order[i]!] = i
    return { ...found, standing }
  }
}
