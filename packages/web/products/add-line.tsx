import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { ItemField } from './item-field.tsx'
import { useBillEdit } from './use-bill-edit.ts'

/** One more component of an item, or of its whole style. */
export const AddLine = ({ parent, style }: { readonly parent: string; readonly style: string | null }) => {
  const { t } = useLingui()
  const { addLine } = useBillEdit()
  const [component, setComponent] = useState('')
  const [quantity, setQuantity] = useState('')
  const [isOfStyle, setOfStyle] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const fault = await addLine({ parent: isOfStyle && style ? style : parent, component: component.trim(), quantity })
    setWrong(fault)
    if (fault !== null) return
    setComponent('')
    setQuantity('')
  }
  return (
    <form className="add-row" onSubmit={(event) => void add(event)}>
      <ItemField label={t`New component`} value={component} onValue={setComponent} />
      <label className="row">
        <Trans>Per 1</Trans>
        <input
          className="field short"
          inputMode="decimal"
          value={quantity}
          onChange={(event) => setQuantity(event.target.value)}
        />
      </label>
      {style === null ? null : (
        <label className="row">
          <input type="checkbox" checked={isOfStyle} onChange={(event) => setOfStyle(event.target.checked)} />
          <Trans>for all of style {style}</Trans>
        </label>
      )}
      <button type="submit" className="btn" disabled={component.trim() === '' || quantity === ''}>
        <Trans>Add 1 line</Trans>
      </button>
      {wrong === null ? null : (
        <span className="t-late" role="alert">
          {wrong}
        </span>
      )}
    </form>
  )
}
