import { type ShopInstance, type ShopSchedule, shopSize } from '@headwater/domain/shop/shop-instance'

/** Every rule of the instance that a schedule breaks, in words; shares nothing with the search. */
export function verifyShop(shop: ShopInstance, { mode, start, makespan }: ShopSchedule): string[] {
  const faults: string[] = []
  const n = shopSize(shop)
  const end = (o: number): number => start[o]! + shop.modeTime[mode[o]!]!
  let last = 0
  const byMachine = new Map<number, number[]>()
  for (let o = 0; o < n; o++) {
    const m = mode[o]!
    if (m < shop.modeFrom[o]! || m >= shop.modeFrom[o + 1]!) faults.push(`operation ${o} has a mode of another`)
    if (!(start[o]! >= 0)) faults.push(`operation ${o} starts at ${start[o]}`)
    for (let k = shop.predecessorFrom[o]!; k < shop.predecessorFrom[o + 1]!; k++)
      if (start[o]! < end(shop.predecessors[k]!))
        faults.push(`operation ${o} starts before ${shop.predecessors[k]} has ended`)
    last = Math.max(last, end(o))
    const machine = shop.modeMachine[m]!
    const list = byMachine.get(machine)
    if (list) list.push(o)
    else byMachine.set(machine, [o])
  }
  for (const [machine, operations] of byMachine) {
    operations.sort((a, b) => start[a]! - start[b]! || end(a) - end(b))
    for (let i = 1; i < operations.length; i++) {
      const [a, b] = [operations[i - 1]!, operations[i]!]
      const setup = shop.setups === null ? 0 : shop.setups[(machine * n + a) * n + b]!
      if (start[b]! < end(a) + setup) faults.push(`operation ${b} starts before ${a} has left machine ${machine}`)
    }
  }
  if (last !== makespan) faults.push(`makespan ${makespan} should be ${last}`)
  return faults
}
