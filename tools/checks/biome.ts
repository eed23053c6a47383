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

/**
 * Runs `biome format` or `biome lint` on the whole tree without changing it. Errors and warnings both count. The TypeScript sources
 * are named one by one as well: of a folder biome does not say which files it passed over.
 */
export async function runBiome(root: string, verb: 'format' | 'lint'): Promise<CheckOutcome> {
  const sources = typeScriptFiles(root)
  const whole = await reportOf(root, [verb, '.'])
  const named = await reportOf(root, [verb, ...sources])
  const findings = whole.diagnostics
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(
      (entry) =>
        `${place(entry)} ${verb === 'format' ? 'is not formatted: run biome format --write' : `${entry.message} (${entry.category})`}`,
    )
  const read = named.summary.changed + named.summary.unchanged
  if (read < sources.length)
    findings.push(`biome ${verb} read ${read} files, should be ${sources.length}: look at biome.json`)
  return { read, findings }
}

async function reportOf(root: string, args: readonly string[]): Promise<BiomeReport> {
  const command = commandOf('@biomejs/biome', 'biome')
  const [verb = '', ...paths] = args
  const run = await runNode(
    command,
    [verb, '--reporter=json', '--max-diagnostics=none', '--no-errors-on-unmatched', ...paths],
    root,
  )
  if (!run.stdout.startsWith('{')) throw new Error(`biome ${verb} should give a report: ${run.stderr || run.stdout}`)
  return JSON.parse(run.stdout) as BiomeReport
}

const place = ({ location }: BiomeReport['diagnostics'][number]): string =>
  `${location?.path ?? '(no file)'}:${location?.start?.line || 1}:`

export const checkFormat = (root: string): Promise<CheckOutcome> => runBiome(root, 'format')
