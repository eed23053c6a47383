import type { Reporter } from 'knip'

export interface UnusedReport {
  readonly read: number
  readonly issues: readonly {
    readonly kind: string
    readonly file: string
    readonly line: number
    readonly symbol: string
  }[]
}

/** knip's own reports do not say how many files were read; this one does. */
const report: Reporter = ({ issues, counters, report: wanted }) => {
  const found = Object.entries(issues)
    .filter(([kind]) => wanted[kind as keyof typeof wanted])
    .flatMap(([kind, byFile]) =>
      Object.values(byFile).flatMap((bySymbol) => Object.values(bySymbol).map((issue) => ({ kind, issue }))),
    )
    .map(({ kind, issue }) => ({ kind, file: issue.filePath, line: issue.line ?? 1, symbol: issue.symbol }))
  const answer: UnusedReport = { read: counters.processed, issues: found }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}

// knip takes a reporter by its default export
export default report
