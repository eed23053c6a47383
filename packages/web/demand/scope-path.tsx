import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Outlook } from '../../../schemas/rest/demand.ts'
import { Icon } from '../look/icon.tsx'
import type { OpenScope } from './forecast-search.ts'

export interface ScopePathFacts {
  readonly outlook: Outlook
  readonly go: (scope: OpenScope) => void
  readonly onClose: () => void
}

/** Where it is: all, category, style, item, each one press away; in which place; and back to the list. */
export const ScopePath = ({ outlook, go, onClose }: ScopePathFacts) => {
  const { t } = useLingui()
  const { level, key, name, style, category, items, place } = outlook
  const ofPlace = place === null ? {} : { place }
  const steps: { readonly words: string; readonly scope: OpenScope }[] = [
    { words: t`All items`, scope: { level: 'all' } },
  ]
  if (level !== 'all' && category !== null) steps.push({ words: category, scope: { level: 'category', key: category } })
  if ((level === 'item' || level === 'style') && style !== null)
    steps.push({ words: style, scope: { level: 'style', key: style } })
  if (level === 'item') steps.push({ words: key!, scope: { level, key: key! } })
  return (
    <header className="scope-path">
      <button type="button" className="btn sm" onClick={onClose}>
        <Trans>Back to the list</Trans> <kbd>Esc</kbd>
      </button>
      <nav aria-label={t`Level`}>
        {steps.map(({ words, scope }, i) => (
          <span key={scope.level} className="row">
            {i > 0 ? <Icon name="right" size={12} /> : null}
            {i === steps.length - 1 ? (
              <h2 className="f14" aria-current="page">
                {words}
              </h2>
            ) : (
              <button type="button" className="link" onClick={() => go({ ...scope, ...ofPlace })}>
                {words}
              </button>
            )}
          </span>
        ))}
      </nav>
      <span className="m ell" title={name}>
        {(level === 'item' || level === 'style') && name !== key ? `${name} ` : null}
        {level === 'item' ? null : <Plural value={items} one="# item" other="# items" />}
      </span>
      {outlook.made?.likes ? (
        <span className="chip">
          <Trans>New</Trans>
        </span>
      ) : null}
      <span className="sp" />
      <select
        className="field"
        aria-label={t`Place`}
        value={place ?? ''}
        onChange={(event) =>
          go({ level, ...(key === null ? {} : { key }), ...(event.target.value ? { place: event.target.value } : {}) })
        }
      >
        <option value="">{t`All places`}</option>
        {outlook.places.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </header>
  )
}
