import { Trans, useLingui } from '@lingui/react/macro'
import { ACTION_KINDS, type ActionKind } from './action-words.tsx'

export interface ActionKindsFacts {
  readonly counts: Readonly<Record<string, number>>
  /** null: all. */
  readonly kind: ActionKind | null
  readonly onKind: (kind: ActionKind | null) => void
}

/** How many actions of each kind, each a list of its own. */
export const ActionKinds = ({ counts, kind, onKind }: ActionKindsFacts) => {
  const { i18n } = useLingui()
  const all = ACTION_KINDS.reduce((sum, one) => sum + (counts[one.value] ?? 0), 0)
  return (
    <span className="tabs">
      <button
        type="button"
        className={kind === null ? 'on' : ''}
        aria-pressed={kind === null}
        onClick={() => onKind(null)}
      >
        <Trans>All</Trans> {all}
      </button>
      {ACTION_KINDS.filter((one) => (counts[one.value] ?? 0) > 0).map((one) => (
        <button
          key={one.value}
          type="button"
          className={kind === one.value ? 'on' : ''}
          aria-pressed={kind === one.value}
          onClick={() => onKind(one.value)}
        >
          {i18n._(one.name)} {counts[one.value]}
        </button>
      ))}
    </span>
  )
}
