import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { blankCode } from './markdown.ts'

/** Pages whose bold words are those of the screens. */
const PAGE = /^docs\/guide\/(?:README|planner|merchandiser|owner|partners)(\.zh-CN)?\.md$/
const BOLD = /\*\*([^*]+)\*\*/g
const ENTRY = /^msgid ((?:"[^\n]*"\n?)+)^msgstr ((?:"[^\n]*"\n?)+)/gm

/** Every word that a page of the guide shows in bold stands on a screen exactly so, in the language of the page. */
export function guideWordFindings(
  root: string,
  files: readonly string[],
  pages: ReadonlyMap<string, string>,
): string[] {
  return [...pages].flatMap(([page, text]) => {
    const isPage = PAGE.exec(page)
    if (!isPage) return []
    const patterns = screenWords(root, files, isPage[1] === undefined ? 'en' : 'zh')
    const prose = blankCode(text)
    return [...prose.matchAll(BOLD)].flatMap(({ 1: bold, index }) => {
      const word = bold!.replace(/\s+/g, ' ')
      const line = prose.slice(0, index).split('\n').length
      return patterns.some((one) => one.test(word)) ? [] : [`${page}:${line}: no screen says it (${word})`]
    })
  })
}

function screenWords(root: string, files: readonly string[], language: 'en' | 'zh'): readonly RegExp[] {
  const catalogs = files.filter((file) => file.endsWith(`/words/${language}.po`))
  return catalogs.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(ENTRY)].flatMap(([, id, text]) => {
      const message = unquoted(text!) || unquoted(id!)
      return saysSomething(message) ? [new RegExp(`^${patternOf(message)}$`)] : []
    }),
  )
}

/** A message of places alone would stand for any word. */
const saysSomething = (message: string): boolean =>
  /[\p{L}]{2}|\p{Script=Han}/u.test(
    partsOf(message)
      .map((part) => (/^\{[^{},]*\}$/.test(part) ? ' ' : part))
      .join(''),
  )

const unquoted = (lines: string): string =>
  lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as string)
    .join('')

/** What a message may become: any value in its places, each of its plurals, without its tags. */
function patternOf(message: string): string {
  const parts = partsOf(message.replace(/<\/?\d+\/?>/g, ''))
  return parts.map((part) => (part.startsWith('{') ? placePattern(part.slice(1, -1)) : escaped(part))).join('')
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('#', '\\S+')

function placePattern(place: string): string {
  const forms = partsOf(place).filter((part) => part.startsWith('{'))
  return forms.length === 0 ? '.+' : `(?:${forms.map((form) => patternOf(form.slice(1, -1))).join('|')})`
}

/** The text cut at its outermost braces, which stay at the parts that they hold. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  const cut = (end: number): void => {
    if (end > start) parts.push(text.slice(start, end))
    start = end
  }
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{' && depth++ === 0) cut(i)
    if (text[i] === '}' && --depth === 0) cut(i + 1)
  }
  cut(text.length)
  return parts
}
