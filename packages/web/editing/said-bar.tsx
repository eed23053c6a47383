import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { Icon } from '../look/icon.tsx'
import { Shape } from '../look/status.tsx'
import { useEdits } from './edits.tsx'

/** How long a change stands there with its undo. */
const SHOWN_MS = 10_000

/** What was changed last, and the way back. */
export const SaidBar = () => {
  const { t } = useLingui()
  const { said, dismiss, undo, done } = useEdits()
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(dismiss, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [said, dismiss])
  if (!said) return null
  return (
    <div className="said" role="status">
      {said.kind === 'refused' ? (
        <span className="row t-late">
          <Shape status="late" /> {said.message}
        </span>
      ) : (
        <span className="row">
          <Shape status="done" /> {said.kind === 'undone' ? <Trans>Undone: {said.name}</Trans> : said.name}
        </span>
      )}
      {said.kind === 'done' && done.length > 0 ? (
        <button type="button" className="btn sm" onClick={() => void undo()}>
          <Trans>Undo</Trans> <kbd>⌘Z</kbd>
        </button>
      ) : null}
      <button type="button" className="icon-button" aria-label={t`Close`} onClick={dismiss}>
        <Icon name="close" size={14} />
      </button>
    </div>
  )
}
