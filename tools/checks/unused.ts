import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CheckOutcome } from './check-outcome.ts'
import { commandOf, runNode } from './run-tool.ts'
import { scriptFiles } from './tracked-files.ts'
import type { UnusedReport } from './unused-report.ts'

const REPORT = fileURLToPath(new URL('./unused-report.ts', import.meta.url))

/** Files, exports and dependencies that nothing uses, and imports that lead nowhere, by knip. */
export async function checkUnused(root: string): Promise<CheckOutcome> {
  const run = await runNode(
    commandOf('knip', 'knip'),
    ['--no-progress', '--no-config-hints', '--reporter', REPORT],
    root,
  )
  const line = run.stdout.split('\n').find((text) => text.startsWith('{'))
  if (line === undefined) return { read: 0, findings: [`knip gave no report: ${run.stderr || run.stdout}`] }
  const { read, issues } = JSON.parse(line) as UnusedReport
  const findings = issues.map(({ kind, file, line, symbol }) => {
    const path = relative(root, file).replaceAll('\\', '/')
    return kind === 'files' ? `${path}:1: nothing uses this file` : `${path}:${line}: ${WHAT[kind] ?? kind} ${symbol}`
  })
  const expected = scriptFiles(root).length
  if (read < expected) findings.push(`knip read ${read} files, should be at least ${expected}: look at knip.json`)
  return { read, findings }
}

const WHAT: Readonly<Record<string, string>> = {
  dependencies: 'nothing uses the dependency',
  devDependencies: 'nothing uses the development dependency',
  exports: 'nothing uses the export',
  types: 'nothing uses the exported type',
  unlisted: 'package.json should list the dependency',
  unresolved: 'no file for the import',
  duplicates: 'exported twice:',
}
