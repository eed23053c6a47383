import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { type CheckOutcome, unreadFindings } from './check-outcome.ts'
import { commandOf, runNode } from './run-tool.ts'
import { trackedFiles, typeScriptFiles } from './tracked-files.ts'

/** Type-checks the root project and each package's; every TypeScript file must belong to one of them. */
export async function checkTypes(root: string): Promise<CheckOutcome> {
  const sources = typeScriptFiles(root)
  const projects = trackedFiles(root).filter((file) => /^(packages\/[^/]+\/)?tsconfig\.json$/.test(file))
  const command = commandOf('typescript', 'tsc')
  const findings: string[] = []
  const read = new Set<string>()
  for (const project of projects) {
    const run = await runNode(command, ['-p', project, '--noEmit', '--pretty', 'false', '--listFiles'], root)
    const lines = run.stdout.split('\n').filter((line) => line !== '')
    const errors = lines.filter((line) => /error TS\d+/.test(line) && !isEmptyProject(line))
    findings.push(...errors)
    if (run.code !== 0 && errors.length === 0 && !lines.some(isEmptyProject))
      findings.push(`${project}: tsc ended with ${run.code}: ${run.stderr}`)
    for (const line of lines) if (existsSync(line)) read.add(relative(root, line).replaceAll('\\', '/'))
  }
  return {
    read: sources.filter((file) => read.has(file)).length,
    findings: [...new Set(findings), ...unreadFindings('tsc', sources, read)],
  }
}

/** A package without sources yet has nothing to check; a source that no project holds is found by name. */
const isEmptyProject = (line: string): boolean => line.includes('error TS18003')
