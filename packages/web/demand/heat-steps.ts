/** Steps above nothing. */
const STEPS = 5

/**
 * The step of a quantity, from 0 for nothing sold (or more returned than sold) to 5 for the most: by its root, so that one large cell does
 * not make all others alike.
 */
export const heatStep = (quantity: number, most: number): number =>
  quantity <= 0 ? 0 : Math.min(STEPS, Math.max(1, Math.ceil(Math.sqrt(quantity / most) * STEPS)))

/** The least of each step above nothing, in whole pieces. */
export const heatEdges = (most: number): readonly number[] =>
  Array.from({ length: STEPS }, (_, i) => Math.floor(most * (i / STEPS) ** 2) + 1)
