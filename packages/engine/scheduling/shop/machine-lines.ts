import { type ShopInstance, shopSize } from '@headwater/domain/shop/shop-instance'

/** Which operations run on which machine, in which mode and order. */
export class MachineLines {
  readonly shop: ShopInstance
  readonly mode: Int32Array
  readonly machineOf: Int32Array
  readonly timeOf: Float64Array
  readonly before: Int32Array
  readonly after: Int32Array
  /** Operations of machine m in order: line[lineFrom[m]] … lineLength[m] of them; rank is the index in it. */
  readonly line: Int32Array
  readonly lineFrom: Int32Array
  readonly lineLength: Int32Array
  readonly rank: Int32Array

  constructor(shop: ShopInstance) {
    const n = shopSize(shop)
    this.shop = shop
    this.mode = new Int32Array(n).fill(-1)
    this.machineOf = new Int32Array(n).fill(-1)
    this.timeOf = new Float64Array(n)
    this.before = new Int32Array(n).fill(-1)
    this.after = new Int32Array(n).fill(-1)
    this.line = new Int32Array(shop.modeMachine.length)
    this.lineFrom = new Int32Array(shop.machines + 1)
    for (const machine of shop.modeMachine) this.lineFrom[machine + 1]!++
    for (let m = 0; m < shop.machines; m++) this.lineFrom[m + 1]! += this.lineFrom[m]!
    this.lineLength = new Int32Array(shop.machines)
    this.rank = new Int32Array(n)
  }

  /** Puts an operation at an index on the machine of a mode. */
  attach(o: number, mode: number, index: number): void {
    const { line, rank } = this
    const machine = this.shop.modeMachine[mode]!
    const from = this.lineFrom[machine]!
    const length = this.lineLength[machine]!++
    for (let i = length; i > index; i--) {
      const x = line[from + i - 1]!
      line[from + i] = x
      rank[x] = i
    }
    line[from + index] = o
    rank[o] = index
    this.mode[o] = mode
    this.machineOf[o] = machine
    this.timeOf[o] = this.shop.modeTime[mode]!
    const a = index > 0 ? line[from + index - 1]! : -1
    const b = index < length ? line[from + index + 1]! : -1
    this.before[o] = a
    this.after[o] = b
    if (a >= 0) this.after[a] = o
    if (b >= 0) this.before[b] = o
  }

  detach(o: number): void {
    const { line, rank } = this
    const machine = this.machineOf[o]!
    const from = this.lineFrom[machine]!
    const length = --this.lineLength[machine]!
    for (let i = rank[o]!; i < length; i++) {
      const x = line[from + i + 1]!
      line[from + i] = x
      rank[x] = i
    }
    const [a, b] = [this.before[o]!, this.after[o]!]
    if (a >= 0) this.after[a] = b
    if (b >= 0) this.before[b] = a
  }
}
