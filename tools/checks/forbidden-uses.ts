import { lineAt, type SourceFile, type SyntaxNode, walk } from './syntax-tree.ts'

/** Globals of Node and of browsers that reach the clock, chance, the network, the disk, the screen or the machine. */
const FORBIDDEN_GLOBALS: ReadonlySet<string> = new Set(
  `process Buffer global globalThis require module __dirname __filename performance crypto Crypto fetch Request Response Headers
  XMLHttpRequest WebSocket EventSource BroadcastChannel MessageChannel Worker SharedWorker console setTimeout setInterval
  setImmediate clearTimeout clearInterval queueMicrotask requestAnimationFrame window self document navigator location history
  localStorage sessionStorage indexedDB caches alert Element HTMLElement Event EventTarget Blob File FileReader FormData eval
  Function WebAssembly Temporal`.split(/\s+/),
)

/** Parts of Date that compute with numbers alone. */
const PURE_DATE: ReadonlySet<string> = new Set(['UTC', 'parse'])

/** Names that may not even be declared here: a local of that name would hide the global from this check. */
const RESERVED: ReadonlySet<string> = new Set('process globalThis Date Math performance crypto fetch Intl'.split(' '))

/**
 * Uses of forbidden globals in one file. A name that the file itself declares or imports is not the global; the compiler's empty
 * `types` then still refuses a global of that name in domain, engine and exchange.
 */
export function forbiddenUses(file: SourceFile): string[] {
  const declared = declaredNames(file.program)
  const findings: string[] = []
  const report = (node: SyntaxNode, message: string) =>
    findings.push(`${file.path}:${lineAt(file.text, node.start)}: ${message}`)
  for (const [name, node] of declared)
    if (RESERVED.has(name)) report(node, `${name} should not be declared: it hides the global`)
  walk(file.program, (node, parent, property) => {
    const name = nameOf(node)
    const message = name === undefined ? wholeExpression(node) : undefined
    if (message) report(node, message)
    if (name === undefined || declared.has(name) || isOnlyAName(node, parent, property)) return
    if (FORBIDDEN_GLOBALS.has(name)) report(node, `global ${name} should be an argument here`)
    if (name === 'Date' && !isPureDate(parent, property))
      report(node, 'Date may only be Date.UTC(…), Date.parse(…) or new Date(given): pass the clock in')
    if (name === 'Math' && !isPureMath(parent, property))
      report(node, 'Math.random (or Math as a whole) should be a seeded generator, passed in')
  })
  return findings
}

/** What shows only in a whole expression: import.meta, and Intl or toLocale…() that take locale and zone from the machine. */
function wholeExpression(node: SyntaxNode): string | undefined {
  if (node.type === 'MetaProperty' && nameOf(node.meta) === 'import') return 'import.meta knows the machine: pass it in'
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined
  const callee = node.callee as SyntaxNode
  if (callee.type !== 'MemberExpression' || (node.arguments as unknown[]).length > 0) return undefined
  const asksMachine = nameOf(callee.object) === 'Intl' || /^toLocale\w*String$/.test(nameOf(callee.property) ?? '')
  return asksMachine ? 'without a locale this asks the machine: name locale and zone' : undefined
}

const nameOf = (node: unknown): string | undefined => {
  const identifier = node as { type?: string; name?: unknown } | undefined
  return identifier?.type === 'Identifier' && typeof identifier.name === 'string' ? identifier.name : undefined
}

/** A property's name, a key, a label, a name in a type or in an import: not a use of a variable. */
function isOnlyAName(node: SyntaxNode, parent: SyntaxNode | undefined, property: string): boolean {
  if (!parent) return false
  if (parent.type === 'MemberExpression') return property === 'property' && parent.computed !== true
  if (property === 'key') return parent.computed !== true && !(parent.shorthand === true && parent.value === node)
  if (property === 'label' || /^(Import|Export)\w*Specifier$/.test(parent.type)) return property !== 'local'
  return parent.type.startsWith('TS') && !VALUE_IN_TYPESCRIPT.has(parent.type)
}

/** TypeScript's wrappers around a value: what stands inside is used. */
const VALUE_IN_TYPESCRIPT: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSTypeQuery',
])

function isPureDate(parent: SyntaxNode | undefined, property: string): boolean {
  if (property === 'callee') return parent?.type === 'NewExpression' && (parent.arguments as unknown[]).length > 0
  return property === 'object' && parent?.computed !== true && PURE_DATE.has(nameOf(parent?.property) ?? '')
}

function isPureMath(parent: SyntaxNode | undefined, property: string): boolean {
  if (property === 'object') return parent?.computed !== true && nameOf(parent?.property) !== 'random'
  const pattern = parent?.type === 'VariableDeclarator' ? (parent.id as SyntaxNode) : undefined
  if (pattern?.type !== 'ObjectPattern') return false
  return (pattern.properties as SyntaxNode[]).every(
    (entry) => entry.type === 'Property' && !entry.computed && nameOf(entry.key) !== 'random',
  )
}

/** Every name that the file declares in any scope: imports, variables, parameters, functions, classes. */
function declaredNames(program: SyntaxNode): ReadonlyMap<string, SyntaxNode> {
  const names = new Map<string, SyntaxNode>()
  const add = (node: unknown): void => {
    const pattern = node as (SyntaxNode & Record<string, unknown>) | null | undefined
    if (!pattern) return
    const name = nameOf(pattern)
    if (name !== undefined) names.set(name, pattern)
    for (const part of PARTS_OF_PATTERN[pattern.type] ?? []) for (const inner of [pattern[part]].flat()) add(inner)
  }
  walk(program, (node) => {
    for (const part of DECLARING_PARTS[node.type] ?? []) for (const inner of [node[part]].flat()) add(inner)
  })
  return names
}

const PARTS_OF_PATTERN: Readonly<Record<string, readonly string[]>> = {
  ObjectPattern: ['properties'],
  ArrayPattern: ['elements'],
  Property: ['value'],
  AssignmentPattern: ['left'],
  RestElement: ['argument'],
  TSParameterProperty: ['parameter'],
}

const DECLARING_PARTS: Readonly<Record<string, readonly string[]>> = {
  VariableDeclarator: ['id'],
  FunctionDeclaration: ['id', 'params'],
  FunctionExpression: ['id', 'params'],
  ArrowFunctionExpression: ['params'],
  ClassDeclaration: ['id'],
  CatchClause: ['param'],
  ImportSpecifier: ['local'],
  ImportDefaultSpecifier: ['local'],
  ImportNamespaceSpecifier: ['local'],
}
