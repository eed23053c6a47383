import { runBiome } from './biome.ts'
import type { CheckOutcome } from './check-outcome.ts'
import { commandOf, runNode } from './run-tool.ts'
import { scriptFiles } from './tracked-files.ts'

interface OxlintReport {
  readonly number_of_files: number
  readonly diagnostics: readonly {
    readonly message: string
    readonly code?: string
    readonly filename?: string
    readonly labels?: readonly { readonly span: { readonly line: number } }[]
  }[]
}

/** Biome's rules, then oxlint's that need types (a forgotten await, a comparison that cannot be true). */
export async function checkLint(root: string): Promise<CheckOutcome> {
  const [biome, oxlint] = [await runBiome(root, 'lint'), await runOxlint(root)]
  return { read: Math.min(biome.read, oxlint.read), findings: [...biome.findings, ...oxlint.findings] }
}

async function runOxlint(root: string): Promise<CheckOutcome> {
  const run = await runNode(commandOf('oxlint', 'oxlint'), ['--type-aware', '--format', 'json', '.'], root)
  const start = run.stdout.indexOf('{')
  if (start < 0) return { read: 0, findings: [`oxlint gave no report: ${run.stderr || run.stdout}`] }
  const report = JSON.parse(run.stdout.slice(start)) as OxlintReport
  const findings = report.diagnostics.map(
    (entry) =>
      `${entry.filename ?? '(no file)'}:${entry.labels?.[0]?.span.line ?? 1}: ${entry.message} (${entry.code ?? 'oxlint'})`,
  )
  const expected = scriptFiles(root).length
  if (report.number_of_files < expected) {
    findings.push(`oxlint read ${report.number_of_files} files, should be at least ${expected}: look at .oxlintrc.json`)
  }
  return { read: report.number_of_files, findings }
}
