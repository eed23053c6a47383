import { readShop } from '@headwater/files/shop/read-shop'
import type { ShopInstance } from '@headwater/domain/shop/shop-instance'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random.ts'
import { solveShop } from './solve-shop.ts'
import { verifyShop } from './verify-shop.ts'

const shopOf = (text: string): ShopInstance => {
  const read = readShop(text, null)
  if (!read.ok) throw new Error(read.failure.message)
  return read.value
}
const solve = (shop: ShopInstance, seed = 1) => solveShop(shop, { seed, shouldStop: () => false, iterations: 400 })

/** A flexible shop of any shape, as text. */
function drawShop(seed: number): string {
  const random = seededRandom(seed)
  const whole = (most: number): number => 1 + Math.floor(random() * most)
  const machines = 1 + whole(4)
  const jobs = 1 + whole(6)
  const lines = Array.from({ length: jobs }, () => {
    const operations = Array.from({ length: whole(5) }, () => {
      const options = whole(machines)
      return [options, ...Array.from({ length: options }, (_, m) => `${m + 1} ${whole(20)}`)].join(' ')
    })
    return [operations.length, ...operations].join(' ')
  })
  return `${jobs} ${machines} 1\n${lines.join('\n')}\n`
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

  it('without breaking a rule, never below the bound, and alike for the same seed', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const shop = shopOf(drawShop(seed))
      const answer = solve(shop, seed)
      expect(verifyShop(shop, answer)).toEqual([])
      expect(answer.makespan).toBeGreaterThanOrEqual(answer.lowerBound)
      expect(solve(shop, seed)).toEqual(answer)
    }
  })

  it('until it is told to stop', () => {
    let asked = 0
    const answer = solveShop(shopOf(drawShop(7)), { seed: 1, shouldStop: () => ++asked > 5 })
    expect(answer.makespan).toBeGreaterThan(0)
  })

  it('for tardiness without breaking a rule', () => {
    const shop = shopOf(drawShop(11))
    const answer = solveShop(shop, { seed: 1, shouldStop: () => false, iterations: 2000, objective: 'tardiness' })
    expect(verifyShop(shop, answer)).toEqual([])
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
    ['3 2 1\n1 1 1 5\n', 'line 1: jobs (3)'],
  ]
  for (const [text, message] of wrong)
    it(JSON.stringify(text), () => {
      const read = readShop(text, text.startsWith('1 2\n') ? 'jsp' : 'fjs')
      expect(read.ok ? '' : read.failure.message).toContain(message)
    })
})
