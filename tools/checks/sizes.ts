import { type CheckOutcome, unreadFindings } from './check-outcome.ts'
import { nameFindings } from './names.ts'
import { lineAt, lineCount, parseSource, type SourceFile, type SyntaxNode, walk } from './syntax-tree.ts'
import { isTest, typeScriptFiles } from './tracked-files.ts'

const FILE_LINES = 300
const FUNCTION_LINES = 60
/** Aim at three; a fourth is sometimes the plainest way to say it. */
const PARAMETERS = 4
const FOLDER_DEPTH = 2

/** Files that a tool takes by their default export. */
const TOOL_ENTRY = /(^|\/)[^/]+\.config\.ts$|^tools\/checks\/unused-report\.ts$/

/** Sizes, names and the few forms that the house does without. */
export function checkSizes(root: string): CheckOutcome {
  const sources = typeScriptFiles(root)
  const read = new Set<string>()
  const findings: string[] = []
  for (const path of sources) {
    const file = parseSource(root, path)
    read.add(path)
    findings.push(...nameFindings(file), ...depthFindings(path), ...sizeFindings(file), ...formFindings(file))
  }
  return { read: read.size, findings: [...findings, ...unreadFindings('sizes', sources, read)] }
}

/** A solver's kernel may be longer where splitting would hide the method; its first comment then says that and why. */
function saysWhyLonger(text: string): boolean {
  const head = /^\s*(\/\*[\s\S]*?\*\/|(\/\/[^\n]*\n)+)/.exec(text)?.[0] ?? ''
  return /\b(kernel|longer)\b/i.test(head)
}

function sizeFindings(file: SourceFile): string[] {
  if (saysWhyLonger(file.text)) return []
  const lines = lineCount(file.text)
  const findings =
    lines > FILE_LINES
      ? [`${file.path}:1: ${lines} lines should be at most ${FILE_LINES}: split it by noun or verb`]
      : []
  walk(file.program, (node, parent) => {
    if (!isFunction(node)) return
    const line = lineAt(file.text, node.start)
    const length = lineAt(file.text, node.end) - line + 1
    const parameters = (node.params as unknown[]).length
    if (length > FUNCTION_LINES && !(isTest(file.path) && parent?.type === 'CallExpression')) {
      findings.push(
        `${file.path}:${line}: a function of ${length} lines should have at most ${FUNCTION_LINES}: name its steps`,
      )
    }
    if (parameters > PARAMETERS) {
      findings.push(`${file.path}:${line}: ${parameters} parameters should be at most ${PARAMETERS}: take one object`)
    }
  })
  return findings
}

const isFunction = (node: SyntaxNode): boolean =>
  /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type) && node.body != null

function depthFindings(path: string): string[] {
  const folders = path.split('/').length - 1 - 2
  const tooDeep = path.startsWith('packages/') && folders > FOLDER_DEPTH
  return tooDeep ? [`${path}:1: ${folders} folders inside a package should be at most ${FOLDER_DEPTH}`] : []
}

function formFindings(file: SourceFile): string[] {
  const findings: string[] = []
  walk(file.program, (node) => {
    const line = () => lineAt(file.text, node.start)
    if (node.type === 'TSEnumDeclaration') findings.push(`${file.path}:${line()}: an enum should be a union of strings`)
    if (node.type === 'Decorator') findings.push(`${file.path}:${line()}: a decorator should be a function call`)
    const isDefault =
      node.type === 'ExportDefaultDeclaration' || (node.type === 'ExportSpecifier' && exportedName(node) === 'default')
    if (isDefault && !TOOL_ENTRY.test(file.path))
      findings.push(`${file.path}:${line()}: a default export should have a name`)
  })
  return findings
}

const exportedName = (node: SyntaxNode): unknown => {
  const exported = node.exported as { name?: unknown; value?: unknown }
  return exported.name ?? exported.value
}
