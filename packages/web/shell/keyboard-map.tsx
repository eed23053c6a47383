import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Dialog } from '../look/dialog.tsx'
import { PLACES } from './places.ts'

/** Every key that commands, on one page. */
export const KeyboardMap = ({ onClose }: { readonly onClose: () => void }) => {
  const { t, i18n } = useLingui()
  return (
    <Dialog label={t`Keyboard`} onClose={onClose} className="keyboard-map">
      <h2 className="f16">
        <Trans>Keyboard</Trans>
      </h2>
      <div className="key-columns">
        <section>
          <h3>
            <Trans>Everywhere</Trans>
          </h3>
          <Key keys={['⌘K', 'Ctrl K']} name={<Trans>Search and command</Trans>} />
          <Key keys={['/']} name={<Trans>Search in the list</Trans>} />
          <Key keys={['?']} name={<Trans>This map</Trans>} />
          <Key keys={['Esc']} name={<Trans>Close what is open</Trans>} />
          <Key keys={['⌘Z', 'Ctrl Z']} name={<Trans>Undo the last change</Trans>} />
          <Key keys={['g', 'i']} isChord name={<Trans>Inbox</Trans>} />
          {PLACES.map((place) => (
            <Key key={place.to} keys={['g', place.key]} isChord name={i18n._(place.name)} />
          ))}
        </section>
        <section>
          <h3>
            <Trans>In a list</Trans>
          </h3>
          <Key keys={['j', '↓']} name={<Trans>Next row</Trans>} />
          <Key keys={['k', '↑']} name={<Trans>Row before</Trans>} />
          <Key keys={['Enter']} name={<Trans>Open the row</Trans>} />
          <Key keys={['x', 'Space']} name={<Trans>Select the row</Trans>} />
          <Key keys={['F2']} name={<Trans>Edit the cell</Trans>} />
          <Key keys={['a']} name={<Trans>Apply the chosen actions</Trans>} />
          <Key keys={['d']} name={<Trans>Dismiss the chosen actions</Trans>} />
          <Key keys={['⌘V', 'Ctrl V']} name={<Trans>Paste a block from a spreadsheet</Trans>} />
        </section>
      </div>
    </Dialog>
  )
}

const Key = ({
  keys,
  isChord = false,
  name,
}: {
  readonly keys: readonly string[]
  /** One after the other; else one or the other. */
  readonly isChord?: boolean
  readonly name: ReactNode
}) => (
  <p className="key-row">
    <span>{name}</span>
    <span className="row">
      {keys.map((one, i) => (
        <span key={one} className="row">
          {i > 0 && !isChord ? <span className="q">·</span> : null}
          <kbd>{one}</kbd>
        </span>
      ))}
    </span>
  </p>
)
