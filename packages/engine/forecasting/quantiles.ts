/** Inverse of the normal distribution (Acklam's rational approximation, error below 1.2 × 10⁻⁹). */
export function normalQuantile(p: number): number {
  if (p < 0.5) return -normalQuantile(1 - p)
  if (p <= 0.97575) {
    const q = p - 0.5
    const r = q * q
    return (
      ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
        30.66479806614716) *
        r +
        2.506628277459239) *
        q) /
      (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
        13.28068155288572) *
        r +
        1)
    )
  }
  const q = Math.sqrt(-2 * Math.log(1 - p))
  return (
    -(
      ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
        4.374664141464968) *
        q +
      2.938163982698783
    ) /
    ((((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
  )
}

/** Inverse of Student's t for two or more degrees of freedom by Fisher & Cornish's series, within 1 % up to p = 0.98. */
export function studentQuantile(p: number, freedom: number): number {
  const z = normalQuantile(p)
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ]
  return terms.reduce((sum, term, i) => sum + term / freedom ** (i + 1), z)
}

/** The value below which a share p of the values lies, by straight lines between them. */
export function empiricalQuantile(values: Float64Array, p: number): number {
  const sorted = values.toSorted()
  const at = p * (sorted.length - 1)
  const below = Math.floor(at)
  const low = sorted[below]!
  return low + (at - below) * ((sorted[below + 1] ?? low) - low)
}
