import { lineAt, type SourceFile, type SyntaxNode, walk } from './syntax-tree.ts'

/** Words that say nothing about what is inside: for what a file declares, and more of them for files and folders. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  'util utils utility utilities helper helpers manager managers impl service services'.split(' '),
)
const EMPTY_PATHS: ReadonlySet<string> = new Set([...EMPTY_WORDS, 'common', 'misc', 'stuff', 'lib', 'shared'])

const FILE_NAME = /^[a-z0-9]+(-[a-z0-9]+)*(\.(route|task|store|worker|test|suite|config|bench))*\.tsx?$/

/** kebab-case paths, and no name that ends in an empty word, for files, folders and what a file declares. */
export function nameFindings(file: SourceFile): string[] {
  return [...pathFindings(file.path), ...declarationFindings(file)]
}

function pathFindings(path: string): string[] {
  const parts = path.split('/')
  const name = parts.at(-1) ?? ''
  const findings = FILE_NAME.test(name) ? [] : [`${path}:1: the file name should be kebab-case: a noun or a verb`]
  const empty = parts.map((part) => lastWord(part.split('.')[0] ?? '')).find((word) => EMPTY_PATHS.has(word))
  return empty === undefined ? findings : [...findings, `${path}:1: '${empty}' says nothing: name what is inside`]
}

function declarationFindings(file: SourceFile): string[] {
  const findings: string[] = []
  walk(file.program, (node) => {
    if (!DECLARATIONS.has(node.type)) return
    const name = (node.id as SyntaxNode | null)?.name
    if (typeof name !== 'string' || !EMPTY_WORDS.has(lastWord(name))) return
    findings.push(
      `${file.path}:${lineAt(file.text, node.start)}: ${name} should say what it is, not '${lastWord(name)}'`,
    )
  })
  return findings
}

const DECLARATIONS: ReadonlySet<string> = new Set([
  'VariableDeclarator',
  'FunctionDeclaration',
  'ClassDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
])

/** `orderManager`, `order-manager` and `OrderManager` all end in manager. */
const lastWord = (name: string): string => /[A-Za-z][a-z0-9]*$/.exec(name)?.[0].toLowerCase() ?? ''
