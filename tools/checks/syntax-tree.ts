import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'rolldown/parseAst'

/** A node of the ESTree syntax tree: what the checks need of it. */
export interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [property: string]: unknown
}

export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly program: SyntaxNode
}

/** Reads and parses one TypeScript file. A file that cannot be parsed is thrown at the caller: no check may pass over it. */
export function parseSource(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8')
  const program = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts', sourceType: 'module' }, path)
  return { path, text, program: program as unknown as SyntaxNode }
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** Direct children in source order of the properties, each with the property that holds it. */
export function* childrenOf(node: SyntaxNode): Generator<readonly [property: string, child: SyntaxNode]> {
  for (const [property, value] of Object.entries(node)) {
    if (isNode(value)) yield [property, value]
    else if (Array.isArray(value)) for (const entry of value) if (isNode(entry)) yield [property, entry]
  }
}

export type Visit = (node: SyntaxNode, parent: SyntaxNode | undefined, property: string) => void

/** Visits every node, parents first. */
export function walk(root: SyntaxNode, visit: Visit): void {
  const descend = (parent: SyntaxNode): void => {
    for (const [property, child] of childrenOf(parent)) {
      visit(child, parent, property)
      descend(child)
    }
  }
  visit(root, undefined, '')
  descend(root)
}

/** Line of an offset, from 1. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

export const lineCount = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

export const stringOf = (node: unknown): string | undefined => {
  const value = (node as { value?: unknown } | undefined)?.value
  return typeof value === 'string' ? value : undefined
}

export interface ImportedName {
  readonly specifier: string
  readonly line: number
  /** `import type` or `export type`: gone at run time. */
  readonly typeOnly: boolean
  /** How it is written, where it is not a plain declaration. */
  readonly form: 'declaration' | 'dynamic' | 'inline-type'
}

/** Every module that a file names: import, export from, import() and the inline type `import('x').T`. */
export function importsOf(file: SourceFile): ImportedName[] {
  const found: ImportedName[] = []
  walk(file.program, (node) => {
    const form = FORM_OF_TYPE[node.type]
    const specifier = form && stringOf(node.source ?? node.argument)
    if (!form || specifier === undefined) return
    const typeOnly = form === 'inline-type' || node.importKind === 'type' || node.exportKind === 'type'
    found.push({ specifier, line: lineAt(file.text, node.start), typeOnly, form })
  })
  return found
}

const FORM_OF_TYPE: Readonly<Record<string, ImportedName['form']>> = {
  ImportDeclaration: 'declaration',
  ExportNamedDeclaration: 'declaration',
  ExportAllDeclaration: 'declaration',
  ImportExpression: 'dynamic',
  TSImportType: 'inline-type',
}
