import type { RoutingStep } from '../../../schemas/rest/products.ts'

export interface PlacedStep {
  readonly step: RoutingStep
  /** Minutes from the beginning: set-up, run, its end. */
  readonly setup: number
  readonly start: number
  readonly end: number
}

/**
 * Operations one after the other for a lot. With a transfer batch the next run begins when the first batch is through, but so late that
 * it never waits for pieces (files.md 5): its end is not before the last batch has gone through it.
 */
export function placeSteps(steps: readonly RoutingStep[], pieces: number): readonly PlacedStep[] {
  const placed: PlacedStep[] = []
  for (const step of steps) {
    const run = Number(step.runMinutes) * pieces
    const setupMinutes = Number(step.setupMinutes)
    const start = Math.max(setupMinutes, earliest(placed.at(-1), { run, pieces }))
    placed.push({ step, setup: start - setupMinutes, start, end: start + run })
  }
  return placed
}

function earliest(before: PlacedStep | undefined, { run, pieces }: { readonly run: number; readonly pieces: number }) {
  if (!before) return 0
  const batch = before.step.transferBatch === null ? pieces : Math.min(pieces, Number(before.step.transferBatch))
  if (pieces === 0 || batch >= pieces) return before.end
  const share = batch / pieces
  const first = before.start + (before.end - before.start) * share
  const last = before.end + run * share - run
  return Math.max(first, last)
}
