/** Seeded chance: the same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  readonly uniform: () => number
  /** Whole number in [0, n). */
  readonly below: (n: number) => number
  readonly normal: () => number
  readonly pick: <T>(list: readonly T[]) => T
  /** Index drawn with the given weights. */
  readonly weighted: (weights: readonly number[]) => number
  /** Count with the given mean and variance-to-mean ratio ≥ 1 (negative binomial; Poisson at 1). */
  readonly count: (mean: number, dispersion: number) => number
}

/** Mulberry32 (Tommy Ettinger 2017): 32 bits of state, enough for a demonstration, not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number): number => Math.floor(uniform() * n)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const weighted = (weights: readonly number[]): number => {
    let left = uniform() * weights.reduce((sum, one) => sum + one, 0)
    for (let i = 0; i < weights.length; i++) {
      left -= weights[i]!
      if (left < 0) return i
    }
    return weights.length - 1
  }
  const count = (mean: number, dispersion: number): number =>
    poisson(uniform, dispersion <= 1 ? mean : gamma({ uniform, normal }, mean / (dispersion - 1)) * (dispersion - 1))
  return { uniform, below, normal, weighted, count, pick: (list) => list[below(list.length)]! }
}

/** Knuth's product for small means, the normal approximation above 60. */
function poisson(uniform: () => number, mean: number): number {
  if (mean <= 0) return 0
  if (mean > 60) {
    const z = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * z))
  }
  const limit = Math.exp(-mean)
  let product = uniform()
  let n = 0
  while (product > limit) {
    product *= uniform()
    n++
  }
  return n
}

/** Marsaglia and Tsang (2000) for shape ≥ 1, boosted below. */
function gamma(chance: { uniform: () => number; normal: () => number }, shape: number): number {
  if (shape <= 0) return 0
  if (shape < 1) return gamma(chance, shape + 1) * chance.uniform() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = chance.normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - chance.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}
