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
          <Key keys={['←', '→']} name={<Trans>Another cell</Trans>} />
          <Key keys={['Shift ↑↓←→']} name={<Trans>Choose a block of cells</Trans>} />
          <Key keys={['Enter']} name={<Trans>Open the row</Trans>} />
          <Key keys={['x', 'Space']} name={<Trans>Select the row</Trans>} />
          <Key keys={['F2']} name={<Trans>Edit the cell</Trans>} />
          <Key keys={['⌘C', 'Ctrl C']} name={<Trans>Copy the block</Trans>} />
          <Key keys={['⌘V', 'Ctrl V']} name={<Trans>Paste a block from a spreadsheet</Trans>} />
          <Key keys={['⌘D', 'Ctrl D']} name={<Trans>Fill the block down</Trans>} />
          <Key keys={['a']} name={<Trans>Apply the chosen actions</Trans>} />
          <Key keys={['d']} name={<Trans>Dismiss the chosen actions</Trans>} />
          <Key keys={['r']} name={<Trans>Restore the chosen actions</Trans>} />
        </section>
        <ImportKeys />
        <OrderKeys />
        <section>
          <h3>
            <Trans>On the schedule</Trans>
          </h3>
          <Key keys={['←', '→', '↑', '↓']} name={<Trans>From bar to bar</Trans>} />
          <Key keys={['Home', 'End']} name={<Trans>First and last bar of the row</Trans>} />
          <Key keys={['Enter']} name={<Trans>Open the order</Trans>} />
          <Key keys={['m']} name={<Trans>Take the bar in hand: arrows move it, Enter drops it</Trans>} />
          <Key keys={['p']} name={<Trans>Pin the operation</Trans>} />
          <Key keys={['s']} name={<Trans>Split the order</Trans>} />
          <Key keys={['+', '−']} name={<Trans>More and less time in view</Trans>} />
          <Key keys={['PgUp', 'PgDn']} name={<Trans>Six days back and on</Trans>} />
        </section>
      </div>
    </Dialog>
  )
}

const ImportKeys = () => (
  <section>
    <h3>
      <Trans>In an import</Trans>
    </h3>
    <Key keys={['F8', 'Shift F8']} name={<Trans>Next wrong cell, the one before</Trans>} />
    <Key keys={['Alt ↵']} name={<Trans>Write what is suggested</Trans>} />
    <Key keys={['F2', 'Enter']} name={<Trans>Edit the cell</Trans>} />
    <Key keys={['A', '…', '9']} name={<Trans>Write over the cell</Trans>} />
  </section>
)

const OrderKeys = () => (
  <section>
    <h3>
      <Trans>Orders and forecasts</Trans>
    </h3>
    <Key keys={['n']} name={<Trans>New order</Trans>} />
    <Key keys={['e']} name={<Trans>Sizes, colours and promise</Trans>} />
    <Key keys={['s']} name={<Trans>Split the line</Trans>} />
    <Key keys={['b']} name={<Trans>Change order lines</Trans>} />
    <Key keys={['o']} name={<Trans>Override the forecast</Trans>} />
  </section>
)

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
