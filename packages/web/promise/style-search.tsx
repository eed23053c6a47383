import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useState } from 'react'
import { isComposing } from '../shell/keys.ts'
import type { Styles } from './promise-data.ts'
import type { StyleMatrix } from './style-matrix.ts'

export interface StyleSearchFacts {
  readonly styles: Styles
  /** The chosen one; empty: none. */
  readonly style: string
  readonly onStyle: (style: string) => void
  /** Empties the field after a choice, for a further one. */
  readonly clears?: boolean
}

const MOST = 8

/** Finds a style by code, name, the code of one of its items, or the pinyin of its name. */
export const StyleSearch = ({ styles, style, onStyle, clears = false }: StyleSearchFacts) => {
  const { t } = useLingui()
  const id = useId()
  const [text, setText] = useState(style)
  const [at, setAt] = useState<number | null>(null)
  const found = useFound(styles, at === null ? '' : text)
  const take = (chosen: string): void => {
    setText(clears ? '' : chosen)
    setAt(null)
    if (chosen !== style) onStyle(chosen)
  }
  const type = (next: string): void => {
    setText(next)
    setAt(0)
    const exact = styleOf(styles, next)
    if (exact !== null && !clears && exact !== style) onStyle(exact)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (at === null || isComposing(event.nativeEvent)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = (at === 0 ? styleOf(styles, text) : null) ?? found[at]?.style
    if (step) setAt(Math.max(0, Math.min(found.length - 1, at + step)))
    else if (event.key === 'Enter' && chosen !== undefined) take(chosen)
    else if (event.key === 'Escape') setAt(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="style-search">
      <label className="form-row">
        <Trans>Style</Trans>
        <input
          className="field"
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={at !== null && found[at] ? `${id}-${at}` : undefined}
          autoComplete="off"
          placeholder={t`code, name or pinyin`}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => setAt(null)}
        />
      </label>
      <FoundStyles {...{ id, found, at, take }} />
      {at !== null && text.trim() !== '' && found.length === 0 ? (
        <p className="q f12">
          <Trans>No style or item is called “{text}”</Trans>
        </p>
      ) : null}
    </div>
  )
}

const FoundStyles = ({
  id,
  found,
  at,
  take,
}: {
  readonly id: string
  readonly found: readonly StyleMatrix[]
  readonly at: number | null
  readonly take: (style: string) => void
}) => {
  const { t } = useLingui()
  return (
    <div id={`${id}-list`} role="listbox" aria-label={t`Found`} className="style-list" hidden={found.length === 0}>
      {found.map((one, i) => (
        <button
          key={one.style}
          id={`${id}-${i}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={i === at}
          className={i === at ? 'on' : ''}
          title={`${one.style} ${one.name}`}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(one.style)}
        >
          <b>{one.style}</b> <span className="ell m">{one.name}</span>
        </button>
      ))}
    </div>
  )
}

/** Styles that hold every word of the text, the best first; pinyin is loaded with the first letter typed. */
function useFound(styles: Styles, text: string): readonly StyleMatrix[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const { data: match } = useQuery({
    queryKey: ['palette-match'],
    staleTime: Infinity,
    enabled: words.length > 0,
    queryFn: () => import('../shell/palette-match.ts'),
  })
  if (!match || words.length === 0) return []
  return [...styles.matrices.values()]
    .map((one) => ({ one, rank: match.rankOf(`${one.style} ${one.name}`, words) }))
    .filter(({ rank }) => rank < match.NONE)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ one }) => one)
}

/** The style of that code, or the only one of that name. */
function styleOf({ matrices, items }: Styles, text: string): string | null {
  const wanted = text.trim()
  if (matrices.has(wanted)) return wanted
  const item = items.get(wanted)
  if (item) return item.style || item.item
  const named = [...matrices.values()].filter((one) => one.name.toLowerCase() === wanted.toLowerCase())
  return named.length === 1 ? named[0]!.style : null
}
