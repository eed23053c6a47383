import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import type { CheckOutcome } from './check-outcome.ts'
import { guideWordFindings } from './guide-words.ts'
import { anchorsOf, linksOf } from './markdown.ts'
import { trackedFiles } from './tracked-files.ts'

const DECISION = /^docs\/decisions\/\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.md$/
const DECISION_PARTS = ['Decision', 'Rationale', 'Approach', 'What would undo it']
const DECISION_WORDS = 400

/** Pages that stay short because people are to read them whole. */
const LINE_LIMITS: Readonly<Record<string, number>> = { 'STYLE.md': 150, 'CONTRIBUTING.md': 100 }

/** Links between pages lead somewhere, decisions have their four parts, short pages stay short, the guide has the words of the screens. */
export function checkDocs(root: string): CheckOutcome {
  const files = trackedFiles(root)
  const pages = files.filter((file) => file.endsWith('.md'))
  const textOf = new Map(pages.map((page) => [page, readFileSync(join(root, page), 'utf8')]))
  const findings = pages.flatMap((page) => {
    const text = textOf.get(page) ?? ''
    return [...brokenLinks(root, page, text), ...lengthFindings(page, text), ...decisionFindings(page, textOf)]
  })
  return { read: pages.length, findings: [...findings, ...guideWordFindings(root, files, textOf)] }
}

function brokenLinks(root: string, page: string, text: string): string[] {
  return linksOf(text).flatMap(({ target, line }) => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return []
    const [path = '', anchor] = target.split('#')
    const file = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path))).replaceAll('\\', '/')
    if (file.startsWith('..') || !existsSync(join(root, file)))
      return [`${page}:${line}: no file for the link (${target})`]
    if (anchor === undefined || anchor === '' || statSync(join(root, file)).isDirectory() || !file.endsWith('.md'))
      return []
    const anchors = anchorsOf(readFileSync(join(root, file), 'utf8'))
    return anchors.has(decodeURIComponent(anchor)) ? [] : [`${page}:${line}: no heading for the link (${target})`]
  })
}

function lengthFindings(page: string, text: string): string[] {
  const limit = LINE_LIMITS[page]
  const lines = text.trimEnd().split('\n').length
  return limit !== undefined && lines > limit ? [`${page}:1: ${lines} lines should be at most ${limit}`] : []
}

function decisionFindings(page: string, textOf: ReadonlyMap<string, string>): string[] {
  if (!DECISION.test(page)) return []
  const text = textOf.get(page) ?? ''
  const missing = DECISION_PARTS.filter((part) => !text.includes(`\n## ${part}\n`))
  const words = text.split(/\s+/).filter((word) => /\w/.test(word)).length
  const list = textOf.get('docs/decisions/README.md') ?? ''
  return [
    ...missing.map((part) => `${page}:1: a decision should have the part '${part}'`),
    ...(words > DECISION_WORDS ? [`${page}:1: ${words} words should be at most ${DECISION_WORDS}`] : []),
    ...(list.includes(`(${page.split('/').at(-1)})`) ? [] : [`${page}:1: docs/decisions/README.md should list it`]),
  ]
}
