import type { CheckOutcome } from './check-outcome.ts'
import { commandOf, runNode } from './run-tool.ts'
import { typeScriptFiles } from './tracked-files.ts'

interface BiomeReport {
  readonly summary: { readonly changed: number; readonly unchanged: number }
  readonly diagnostics: readonly {
    readonly severity: string
    readonly message: string
    readonly category: string
    readonly location?: { readonly path?: string; readonly start?: { readonly line: number } }
  }[]
}

/** Runs `biome format` or `biome lint` on the whole tree without changing it. Errors and warnings both count. */
export async function runBiome(root: string, verb: 'format' | 'lint'): Promise<CheckOutcome> {
  const run = await runNode(
    commandOf('@biomejs/biome', 'biome'),
    [verb, '--reporter=json', '--max-diagnostics=none', '.'],
    root,
  )
  if (!run.stdout.startsWith('{'))
    return { read: 0, findings: [`biome ${verb} gave no report: ${run.stderr || run.stdout}`] }
  const report = JSON.parse(run.stdout) as BiomeReport
  const findings = report.diagnostics
    .filter((entry) => entry.severity !== 'info' && entry.severity !== 'hint')
    .map(
      (entry) =>
        `${place(entry)} ${verb === 'format' ? 'is not formatted: run biome format --write' : `${entry.message} (${entry.category})`}`,
    )
  const read = report.summary.changed + report.summary.unchanged
  const expected = typeScriptFiles(root).length
  if (read < expected)
    findings.push(`biome ${verb} read ${read} files, should be at least ${expected}: look at biome.json`)
  return { read, findings }
}

const place = ({ location }: BiomeReport['diagnostics'][number]): string =>
  `${location?.path ?? '(no file)'}:${location?.start?.line || 1}:`

export const checkFormat = (root: string): Promise<CheckOutcome> => runBiome(root, 'format')
