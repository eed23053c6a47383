import { fileURLToPath } from 'node:url'
import { type CheckOutcome, unreadFindings } from './check-outcome.ts'
import { runNode } from './run-tool.ts'
import { importsOf, parseSource } from './syntax-tree.ts'
import { trackedFiles, typeScriptFiles } from './tracked-files.ts'

interface Cruise {
  readonly modules: readonly { readonly source: string; readonly imports: readonly string[] }[]
  readonly violations: readonly {
    readonly from: string
    readonly to: string
    readonly rule: string
    readonly cycle?: readonly string[]
  }[]
}

const FOLDERS = ['packages', 'schemas', 'tools', 'benchmarks', 'fixtures']

/**
 * Checks the import arrows with dependency-cruiser, and checks dependency-cruiser: with a parser missing it reads nothing and
 * reports no violation, so every module and every import that our own parser sees must be in what it read.
 */
export async function checkArrows(root: string): Promise<CheckOutcome> {
  const sources = typeScriptFiles(root).filter((file) => FOLDERS.some((folder) => file.startsWith(`${folder}/`)))
  const folders = FOLDERS.filter((folder) => trackedFiles(root).some((file) => file.startsWith(`${folder}/`)))
  const run = await runNode(fileURLToPath(new URL('./cruise.ts', import.meta.url)), folders, root)
  if (run.code !== 0) return { read: 0, findings: [`dependency-cruiser ended with ${run.code}: ${run.stderr}`] }
  const { modules, violations } = JSON.parse(run.stdout) as Cruise
  const importsBySource = new Map(modules.map(({ source, imports }) => [source, new Set(imports)]))
  const read = sources.filter((file) => importsBySource.has(file))
  return {
    read: read.length,
    findings: [
      ...violations.map(
        ({ from, to, rule, cycle }) =>
          `${from}: ${rule}: ${cycle ? [from, ...cycle].join(' → ') : `should not import ${to}`}`,
      ),
      ...unreadFindings('dependency-cruiser', sources, new Set(read)),
      ...read.flatMap((file) => unseenImports(root, file, importsBySource.get(file) ?? new Set())),
    ],
  }
}

/** Imports that our parser sees and dependency-cruiser did not, and schemas that the screens would carry at run time. */
function unseenImports(root: string, path: string, seen: ReadonlySet<string>): string[] {
  return importsOf(parseSource(root, path)).flatMap(({ specifier, line, form, typeOnly }) => {
    if (form === 'inline-type')
      return [`${path}:${line}: import('${specifier}') in a type should be an import type at the top`]
    if (!seen.has(specifier)) return [`${path}:${line}: dependency-cruiser did not see the import of '${specifier}'`]
    const schemaInWeb = path.startsWith('packages/web/') && /(^|\/)schemas\//.test(specifier) && !typeOnly
    return schemaInWeb ? [`${path}:${line}: web should import type from '${specifier}': it needs the types alone`] : []
  })
}
