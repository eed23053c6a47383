/** Pauses after questions that nobody answered. */
const PAUSES_MS = [1_000, 3_000, 9_000, 27_000]

/** How long to wait after so many questions without an answer; null: ask no more. What was refused is refused again. */
export const pauseAfter = (failure: string, unanswered: number): number | null =>
  failure === '' ? (PAUSES_MS[unanswered - 1] ?? null) : null
