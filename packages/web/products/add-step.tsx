import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import type { ProductRouting } from '../../../schemas/rest/products.ts'
import { useBillEdit } from './use-bill-edit.ts'

/** Room for others between two operations. */
const STEP = 10

/** One more operation at the end of a routing. */
export const AddStep = ({ routing, style }: { readonly routing: ProductRouting; readonly style: string | null }) => {
  const { t } = useLingui()
  const { addStep } = useBillEdit()
  const [name, setName] = useState('')
  const [workCenter, setWorkCenter] = useState('')
  const [minutes, setMinutes] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const owner = routing.owner ?? style ?? routing.item
  const sequence = String((routing.steps.at(-1)?.sequence ?? 0) + STEP)
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const fault = await addStep({ item: owner, sequence, name, work_center: workCenter, run_minutes: minutes })
    setWrong(fault)
    if (fault === null) setName('')
  }
  return (
    <form className="add-row" onSubmit={(event) => void add(event)}>
      <label className="row">
        <Trans>Operation</Trans>
        <input className="field" value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <select
        className="field"
        aria-label={t`Work center`}
        value={workCenter}
        onChange={(event) => setWorkCenter(event.target.value)}
      >
        <option value="">{t`Work center`}</option>
        {routing.workCenters.map((one) => (
          <option key={one.workCenter} value={one.workCenter}>
            {one.name}
          </option>
        ))}
      </select>
      <label className="row">
        <Trans>Run, min per 1</Trans>
        <input
          className="field short"
          inputMode="decimal"
          value={minutes}
          onChange={(event) => setMinutes(event.target.value)}
        />
      </label>
      <button type="submit" className="btn" disabled={workCenter === '' || minutes === ''}>
        <Trans>Add 1 operation to {owner}</Trans>
      </button>
      {wrong === null ? null : (
        <span className="t-late" role="alert">
          {wrong}
        </span>
      )}
    </form>
  )
}
