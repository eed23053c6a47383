import type { Objective } from './objective.ts'
import type { Random } from './random.ts'

/**
 * Whether the search goes on from a changed schedule. Hot, a worse one passes with a chance that falls with what it costs, by the
 * scale of what moves have cost so far; a broken pin never passes.
 */
export class Acceptance {
  readonly #random: Random
  /** How much worse a schedule may be this time, in mean costs. */
  #passing = 0
  /** Running mean cost of moves that made each term worse. */
  readonly #scale = { late: 0, makespan: 0, setup: 0 }

  constructor(random: Random) {
    this.#random = random
  }

  /** The highest weighted lateness that passes this time; drawn before a schedule is timed, so that the timing may stop above it. */
  mostLate(from: Objective, heat: number): number {
    this.#passing = -Math.log(1 - this.#random()) * heat
    return from.late + this.#passing * this.#scale.late
  }

  accepts(from: Objective, to: Objective): boolean {
    if (to.broken !== from.broken) return to.broken < from.broken
    for (const term of TERMS)
      if (to[term] !== from[term]) {
        const cost = to[term] - from[term]
        if (cost < 0) return true
        const passes = cost <= this.#passing * this.#scale[term]
        this.learn(term, cost)
        return passes
      }
    return true
  }

  learn(term: 'late' | 'makespan' | 'setup', cost: number): void {
    const scale = this.#scale[term]
    this.#scale[term] = scale === 0 ? cost : scale + 0.01 * (Math.min(cost, 20 * scale) - scale)
  }
}

const TERMS = ['late', 'makespan', 'setup'] as const
