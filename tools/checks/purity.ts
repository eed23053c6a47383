import { type CheckOutcome, unreadFindings } from './check-outcome.ts'
import { forbiddenUses } from './forbidden-uses.ts'
import { importsOf, parseSource, type SourceFile } from './syntax-tree.ts'
import { isTest, typeScriptFiles } from './tracked-files.ts'

/** Packages that get time, chance, identity, storage and network as arguments. `files` reads bytes with npm packages, the others have none. */
const PURE = /^packages\/(domain|engine|exchange|files)\//

/** Looks at every source of the pure packages: what it imports, and which globals it names. Tests may use what they like. */
export function checkPurity(root: string): CheckOutcome {
  const sources = typeScriptFiles(root).filter((file) => PURE.test(file) && !isTest(file))
  const read = new Set<string>()
  const findings: string[] = []
  for (const path of sources) {
    const file = parseSource(root, path)
    read.add(path)
    findings.push(...impureImports(file), ...forbiddenUses(file))
  }
  return { read: read.size, findings: [...findings, ...unreadFindings('purity', sources, read)] }
}

function impureImports(file: SourceFile): string[] {
  const mayUseNpm = file.path.startsWith('packages/files/')
  return importsOf(file).flatMap(({ specifier, line, form }) => {
    const own = specifier.startsWith('.') || specifier.startsWith('@headwater/')
    const core = specifier.startsWith('node:') || NODE_MODULES.has(specifier.split('/')[0] ?? '')
    if (form === 'dynamic') return [`${file.path}:${line}: import() loads code at run time: import it at the top`]
    if (own || (mayUseNpm && !core)) return []
    return [
      `${file.path}:${line}: import of '${specifier}' should be of domain or this package: pass it in as an argument`,
    ]
  })
}

/** Node's modules that can also be written without `node:`. */
const NODE_MODULES: ReadonlySet<string> = new Set(
  `assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http
  http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream string_decoder sys timers
  tls trace_events tty url util v8 vm wasi worker_threads zlib`.split(/\s+/),
)
