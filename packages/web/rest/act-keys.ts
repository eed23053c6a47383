/** How long a change that was never answered counts as the same act when somebody asks for it again. */
const SAME_ACT_MS = 600_000

interface Unanswered {
  readonly key: string
  readonly since: number
}

const unanswered = new Map<string, Unanswered>()

/** The key of an act of the user: a new one, or that of the same change which was sent a moment ago and never answered. */
export function keyOf(asked: string): string {
  const before = unanswered.get(asked)
  return before && performance.now() - before.since < SAME_ACT_MS ? before.key : newKey()
}

/** Nobody knows whether it was carried out: sent again it has the same key. */
export function noteUnanswered(asked: string, key: string): void {
  if (unanswered.get(asked)?.key !== key) unanswered.set(asked, { key, since: performance.now() })
}

export const noteAnswered = (asked: string): boolean => unanswered.delete(asked)

/** 128 random bits; unlike randomUUID there also where the node is reached without TLS. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, '0')).join('')
