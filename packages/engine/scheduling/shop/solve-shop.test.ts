import type { ShopInstance } from '@headwater/domain/shop/shop-instance'
import { readShop } from '@headwater/files/shop/read-shop'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random.ts'
import { dispatchShop, shopOutlook } from './dispatch-shop.ts'
import { totalTardiness } from './due-times.ts'
import { followersOf } from './shop-followers.ts'
import { ShopSequences } from './shop-sequences.ts'
import { solveShop } from './solve-shop.ts'
import { verifyShop } from './verify-shop.ts'
import { improveWindow } from './window-shop.ts'

const shopOf = (text: string): ShopInstance => {
  const read = readShop(text, null)
  if (!read.ok) throw new Error(read.failure.message)
  return read.value
}
const solve = (shop: ShopInstance, seed = 1) => solveShop(shop, { seed, shouldStop: () => false, iterations: 400 })

const wholes = (seed: number): ((most: number) => number) => {
  const random = seededRandom(seed)
  return (most) => 1 + Math.floor(random() * most)
}

/** One operation's options among machines from `first` on. */
function drawOptions(whole: (most: number) => number, machines: number, first: number): string {
  const options = whole(machines)
  return [options, ...Array.from({ length: options }, (_, m) => `${m + first} ${whole(20)}`)].join(' ')
}

/** A flexible shop of any shape, as text; with set-ups a matrix per machine follows. */
function drawShop(seed: number, hasSetups = false): string {
  const whole = wholes(seed)
  const machines = 1 + whole(4)
  const jobs = 1 + whole(6)
  const jobLines = Array.from({ length: jobs }, () => {
    const operations = Array.from({ length: whole(5) }, () => drawOptions(whole, machines, 1))
    return [operations.length, ...operations].join(' ')
  })
  const count = jobLines.reduce((sum, line) => sum + Number(line.split(' ')[0]), 0)
  const rows = Array.from({ length: hasSetups ? machines * count : 0 }, () =>
    Array.from({ length: count }, () => whole(30) - 1).join(' '),
  )
  return `${[`${jobs} ${machines} 1`, ...jobLines, ...rows].join('\n')}\n`
}

/** Operations of which each may wait for several before it. */
function drawAssembly(seed: number): string {
  const whole = wholes(seed)
  const machines = 1 + whole(4)
  const count = 4 + whole(20)
  const arcs = Array.from({ length: count * 2 }, () => [whole(count) - 1, whole(count) - 1] as const)
    .filter(([a, b]) => a < b)
    .map(([a, b]) => `${a} ${b}`)
  const operations = Array.from({ length: count }, () => drawOptions(whole, machines, 0))
  return `${[`${count} ${arcs.length} ${machines}`, ...arcs, ...operations].join('\n')}\n`
}

describe('a shop is solved', () => {
  it('to the optimum where it can be seen: two jobs that cross on two machines', () => {
    const answer = solve(shopOf('2 2\n0 3 1 2\n1 2 0 4\n'))
    expect(answer.makespan).toBe(7)
  })

  it('with the machine that is free, where an operation may choose', () => {
    expect(solve(shopOf('2 2 2\n1 2 1 5 2 5\n1 2 1 5 2 5\n')).makespan).toBe(5)
  })

  it('with set-ups between neighbours in mind', () => {
    const text = '3 1 1\n1 1 1 1\n1 1 1 1\n1 1 1 1\n0 9 1\n1 0 9\n9 1 0\n'
    const answer = solve(shopOf(text))
    expect(verifyShop(shopOf(text), answer)).toEqual([])
    expect(answer.makespan).toBe(5)
  })

  it('with any precedence', () => {
    const shop = shopOf('3 2 2\n0 2\n1 2\n1 0 4\n1 1 3\n2 0 1 1 2\n')
    expect(solve(shop).makespan).toBe(5)
  })

  const kinds: readonly (readonly [string, (seed: number) => string])[] = [
    ['flexible', (seed) => drawShop(seed)],
    ['with set-ups', (seed) => drawShop(seed, true)],
    ['an assembly', drawAssembly],
  ]
  for (const [name, draw] of kinds)
    it(`without breaking a rule, never below the bound, and alike for the same seed: ${name}`, () => {
      for (let seed = 1; seed <= 40; seed++) {
        const shop = shopOf(draw(seed))
        const answer = solve(shop, seed)
        expect(verifyShop(shop, answer)).toEqual([])
        expect(answer.makespan).toBeGreaterThanOrEqual(answer.lowerBound)
        expect(solve(shop, seed)).toEqual(answer)
      }
    })

  it('with moves timed as if all were timed anew', () => {
    for (const [, draw] of kinds)
      for (let seed = 1; seed <= 20; seed++) {
        const random = seededRandom(seed)
        const shop = shopOf(draw(seed))
        const placed = new ShopSequences(shop)
        const outlook = shopOutlook(shop, followersOf(shop))
        placed.restore(dispatchShop(shop, outlook.followers, { urgency: outlook.way, waitWeight: 0, setupWeight: 0 }))
        for (let i = 0; i < 200; i++) {
          const o = Math.floor(random() * shop.jobOf.length)
          const mode = shop.modeFrom[o]! + Math.floor(random() * (shop.modeFrom[o + 1]! - shop.modeFrom[o]!))
          const machine = shop.modeMachine[mode]!
          const others = placed.lineLength[machine]! - (placed.machineOf[o] === machine ? 1 : 0)
          placed.move(o, mode, Math.floor(random() * (others + 1)))
        }
        const anew = new ShopSequences(shop)
        anew.restore(placed.snapshot())
        expect([placed.head, placed.tail, placed.makespan]).toEqual([anew.head, anew.tail, anew.makespan])
      }
  })

  it('window by window without breaking a rule, and not longer than before', () => {
    for (const draw of [drawAssembly, (seed: number) => drawShop(seed)])
      for (let seed = 1; seed <= 20; seed++) {
        const shop = shopOf(draw(seed))
        const random = seededRandom(seed)
        const outlook = shopOutlook(shop, followersOf(shop))
        const placed = new ShopSequences(shop)
        placed.restore(dispatchShop(shop, outlook.followers, { urgency: outlook.way, waitWeight: 4, setupWeight: 0 }))
        const before = placed.makespan
        const half = placed.mode.length >> 1
        const budget = { random, shouldStop: () => false, patience: 100, iterations: 1000, bound: 0 }
        for (const slice of [[0, half + 1] as const, [half, placed.mode.length] as const])
          improveWindow(placed, slice, budget)
        expect(placed.makespan).toBeLessThanOrEqual(before)
        expect(verifyShop(shop, { mode: placed.mode, start: placed.head, makespan: placed.makespan })).toEqual([])
      }
  })

  it('until it is told to stop', () => {
    let asked = 0
    const answer = solveShop(shopOf(drawShop(7)), { seed: 1, shouldStop: () => ++asked > 5 })
    expect(answer.makespan).toBeGreaterThan(0)
  })

  it("for tardiness: due at 1.3 times a job's own work, the short job first", () => {
    // Alone the jobs take 10 and 2: due at 13 and 2. The long one may wait, the short one may not.
    const shop = shopOf('2 1 1\n1 1 1 10\n1 1 1 2\n')
    const answer = solveShop(shop, { seed: 1, shouldStop: () => false, iterations: 100, objective: 'tardiness' })
    expect([...answer.due!]).toEqual([13, 2])
    expect([...answer.start]).toEqual([2, 0])
  })

  it('for tardiness without breaking a rule, and in sum less late than the shortest schedules', () => {
    for (const [, draw] of kinds) {
      const sums = { least: 0, shortest: 0 }
      for (let seed = 1; seed <= 10; seed++) {
        const shop = shopOf(draw(seed))
        const options = { seed, shouldStop: () => false, iterations: 4000 }
        const answer = solveShop(shop, { ...options, objective: 'tardiness' })
        const late = ({ start, mode }: typeof answer): number =>
          totalTardiness(shop, (o) => start[o]! + shop.modeTime[mode[o]!]!, answer.due!)
        expect(verifyShop(shop, answer)).toEqual([])
        sums.least += late(answer)
        sums.shortest += late(solveShop(shop, options))
      }
      expect(sums.least).toBeLessThanOrEqual(sums.shortest)
    }
  })

  it('not at all where precedences go in a circle', () => {
    expect(() => solve(shopOf('2 2 1\n0 1\n1 0\n1 0 4\n1 0 3\n'))).toThrow('circle')
  })
})

describe('a wrong file is refused with its line', () => {
  const wrong: readonly (readonly [string, string])[] = [
    ['2 2 1\n1 1 1 5\n1 1 3 5\n', 'line 3: machine (2) should be one of the 2 machines'],
    ['1 2 1\n1 2 1 5 2\n', 'line 2'],
    ['1 2\nx 1\n', 'line 2: (x) should be a number'],
    ['', 'should not be empty'],
    ['# only a remark\n', 'should not be empty'],
    ['1 1 1\n-1\n', 'line 2: operations (-1)'],
    ['1 1 1\n0\n', 'should have an operation'],
    ['3 2 1\n1 1 1 5\n', 'line 1: jobs (3)'],
  ]
  for (const [text, message] of wrong)
    it(JSON.stringify(text), () => {
      const read = readShop(text, text.startsWith('1 2\n') ? 'jsp' : 'fjs')
      expect(read.ok ? '' : read.failure.message).toContain(message)
    })
})
