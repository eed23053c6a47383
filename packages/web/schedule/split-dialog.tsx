import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ScheduleOrder } from '../../../schemas/rest/scheduling.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { Dialog } from '../look/dialog.tsx'
import { takeFocus } from '../look/take-focus.ts'

export interface SplitDialogFacts {
  readonly order: ScheduleOrder
  /** Null: done; else why not. */
  readonly onSplit: (quantity: string) => Promise<string | null>
  readonly onClose: () => void
}

/** Two orders of one: how much stays, and what is left for the other. */
export const SplitDialog = ({ order, onSplit, onClose }: SplitDialogFacts) => {
  const { t } = useLingui()
  const [quantity, setQuantity] = useState(String(Math.floor(Number(order.quantity) / 2)))
  const [wrong, setWrong] = useState<string | null>(null)
  const rest = Math.round((Number(order.quantity) - Number(quantity)) * 1e6) / 1e6
  const isRight = Number(quantity) > 0 && rest > 0
  const once = useOneAct()
  const split = async (): Promise<void> => {
    const answer = await onSplit(quantity)
    if (answer === null) onClose()
    else setWrong(answer)
  }
  return (
    <Dialog label={t`Split ${order.order}`} onClose={onClose} className="split-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isRight) void once(split)
        }}
      >
        <h2 className="f16">
          <Trans>
            Split {order.order} of {order.quantity}
          </Trans>
        </h2>
        <label className="form-row">
          <Trans>Stays</Trans>
          <input
            ref={takeFocus}
            className="field"
            inputMode="decimal"
            value={quantity}
            onChange={(event) => setQuantity(event.target.value)}
          />
        </label>
        {wrong === null ? null : (
          <p className="t-late" role="alert">
            {wrong}
          </p>
        )}
        <p className="row">
          <button type="submit" className="btn pri" disabled={!isRight}>
            {isRight ? (
              <Trans>
                Split into {quantity} and {rest}
              </Trans>
            ) : (
              <Trans>Split</Trans>
            )}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            <Trans>Leave as it is</Trans>
          </button>
        </p>
      </form>
    </Dialog>
  )
}
