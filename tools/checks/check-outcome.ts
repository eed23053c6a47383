/** What a wall's check found. A check that read less than there is to read has proved nothing, so it says how much it read. */
export interface CheckOutcome {
  /** Files or modules that the tool really looked at. */
  readonly read: number
  /** One line a violation: `path:line message`. Empty: the wall stands. */
  readonly findings: readonly string[]
}

/** A check gets the root of a work tree and may not change anything in it. */
export type Check = (root: string) => Promise<CheckOutcome> | CheckOutcome

/** Fails a check whose tool read fewer files than git knows: silence is then no proof. */
export function unreadFindings(tool: string, expected: Iterable<string>, read: ReadonlySet<string>): string[] {
  return [...expected].filter((file) => !read.has(file)).map((file) => `${file}: ${tool} did not read this file`)
}
