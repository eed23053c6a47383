export interface MarkdownLink {
  readonly target: string
  readonly line: number
}

/** Links and pictures of a page; what stands in code is not a link. */
export function linksOf(text: string): MarkdownLink[] {
  return textLines(text).flatMap(({ line, content }) => {
    const inline = [...content.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)]
    const defined = [...content.matchAll(/^\s*\[[^\]]+\]:\s*(\S+)/g)]
    return [...inline, ...defined].map((match) => ({ target: match[1] ?? '', line }))
  })
}

/** Anchors that a page offers, made from its headings as code hosts make them. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  const times = new Map<string, number>()
  for (const { content } of textLines(text)) {
    for (const [, id] of content.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) if (id !== undefined) anchors.add(id)
    const heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(content)?.[1]
    if (heading === undefined) continue
    const slug = slugOf(heading)
    const seen = times.get(slug) ?? 0
    times.set(slug, seen + 1)
    anchors.add(seen === 0 ? slug : `${slug}-${seen}`)
  }
  return anchors
}

const slugOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

/** Lines outside fenced code, inline code blanked except in headings, where it is part of the anchor. */
function textLines(text: string): { line: number; content: string }[] {
  let fence = ''
  return text.split('\n').flatMap((raw, index) => {
    const mark = /^\s*(```+|~~~+)/.exec(raw)?.[1]
    if (mark !== undefined && (fence === '' || mark.startsWith(fence))) {
      fence = fence === '' ? mark : ''
      return []
    }
    if (fence !== '') return []
    return [{ line: index + 1, content: raw.startsWith('#') ? raw : raw.replace(/`[^`]*`/g, '') }]
  })
}

/** The page with its code blanked, every line where it was. */
export function blankCode(text: string): string {
  const lines = text.split('\n').map(() => '')
  for (const { line, content } of textLines(text)) lines[line - 1] = content
  return lines.join('\n')
}
