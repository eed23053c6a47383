import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../look/dialog.tsx'
import { Icon } from '../look/icon.tsx'
import { isComposing } from './keys.ts'
import { type PaletteCommand, usePaletteCommands } from './palette-commands.ts'

/** One field that finds and acts: places, commands, orders, by word, code or pinyin. */
export const Palette = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useLingui()
  const commands = usePaletteCommands()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const match = useMatch()
  const shown = match?.matchCommands(commands, text) ?? []
  const chosen = Math.min(at, shown.length - 1)
  const run = (i: number): void => {
    const command = shown[i]
    if (!command) return
    onClose()
    command.run()
  }
  const onKey = (event: React.KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt(Math.max(0, Math.min(shown.length - 1, chosen + step)))
    else if (event.key === 'Enter') run(chosen)
    else return
    event.preventDefault()
  }
  return (
    <Dialog label={t`Search and command`} onClose={onClose} className="palette" holds="nothing">
      <label className="palette-field">
        <Icon name="search" size={16} />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={shown[chosen] ? `palette-${chosen}` : undefined}
          aria-label={t`Search and command`}
          placeholder={t`A place, a command, an order, by code or pinyin`}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKey}
        />
      </label>
      <Found {...{ shown, chosen }} onAt={setAt} onRun={run} />
      {match && shown.length === 0 ? (
        <p className="empty">
          <Trans>Nothing is called so. Try a code, a name or its pinyin.</Trans>
        </p>
      ) : null}
    </Dialog>
  )
}

/** The match brings pinyin along, which a first look does not need; the field is there before it, so that nothing typed is lost. */
const useMatch = () =>
  useQuery({ queryKey: ['palette-match'], staleTime: Infinity, queryFn: () => import('./palette-match.ts') }).data

interface FoundFacts {
  readonly shown: readonly PaletteCommand[]
  readonly chosen: number
  readonly onAt: (index: number) => void
  readonly onRun: (index: number) => void
}

const Found = ({ shown, chosen, onAt, onRun }: FoundFacts) => {
  const { t } = useLingui()
  return (
    <div id="palette-list" role="listbox" aria-label={t`Found`} className="palette-list">
      {shown.map((one, i) => (
        <button
          key={one.id}
          id={`palette-${i}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={i === chosen}
          title={one.title}
          className={i === chosen ? 'on' : ''}
          ref={i === chosen ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
          onMouseMove={() => onAt(i)}
          onClick={() => onRun(i)}
        >
          <span className="ell">{one.title}</span>
          <span className="q f12">{one.kind}</span>
        </button>
      ))}
    </div>
  )
}
