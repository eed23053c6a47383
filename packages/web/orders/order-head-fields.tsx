import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useFieldName } from '../editing/field-name.ts'
import { useIssueText } from '../editing/issue-text.ts'
import { Shape } from '../look/status.tsx'
import { CustomerField } from '../promise/customer-field.tsx'
import { isIssueOfCell } from './order-styles.tsx'
import type { OrderForm } from './use-order-form.ts'

const PRIORITIES = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

export interface HeadFieldsFacts {
  readonly form: OrderForm
  readonly isNew: boolean
  /** There is an order of that number. */
  readonly isTaken: boolean
  /** Lines that stay as they are. */
  readonly others: number
}

/** What holds for all lines of the order; where they differ a field stays empty and changes none of them. */
export const OrderHeadFields = ({ form, isNew, isTaken, others }: HeadFieldsFacts) => {
  const { t } = useLingui()
  const { draft, set } = form
  const various = isNew ? undefined : t`various: leave it, or set all`
  return (
    <section className="panel">
      <header>
        <h2>
          <Trans>For whom and when</Trans>
        </h2>
      </header>
      <div className="order-fields">
        {isNew ? <NumberField {...{ form, isTaken }} /> : null}
        <CustomerField customer={draft.customer} placeholder={various} onCustomer={(customer) => set({ customer })} />
        <label className="form-row">
          <Trans>Due date</Trans>
          <input
            className="field"
            type="date"
            required={isNew}
            value={draft.due}
            onChange={(event) => set({ due: event.target.value })}
          />
        </label>
        <label className="form-row">
          <Trans>Priority</Trans>
          <select className="field" value={draft.priority} onChange={(event) => set({ priority: event.target.value })}>
            <option value="">{isNew ? t`5, as usual` : t`various: leave it`}</option>
            {PRIORITIES.map((one) => (
              <option key={one} value={one}>
                {one === '1' ? t`1, served first` : one === '9' ? t`9, served last` : one}
              </option>
            ))}
          </select>
        </label>
      </div>
      {others > 0 ? (
        <p className="pad q f12">
          <Plural
            value={others}
            one="# line is closed or in another unit, and stays as it is."
            other="# lines are closed or in another unit, and stay as they are."
          />
        </p>
      ) : null}
      <HeadIssues form={form} />
    </section>
  )
}

const NumberField = ({ form, isTaken }: Pick<HeadFieldsFacts, 'form' | 'isTaken'>) => {
  const order = form.draft.order.trim()
  return (
    <>
      <label className="form-row">
        <Trans>Order</Trans>
        <input
          className="field"
          required
          maxLength={64}
          autoComplete="off"
          aria-invalid={isTaken}
          value={form.draft.order}
          onChange={(event) => form.set({ order: event.target.value })}
        />
      </label>
      {isTaken ? (
        <p className="t-late f12 row" role="alert">
          <Shape status="late" /> <Trans>There is an order {order} already: choose another number.</Trans>
        </p>
      ) : null}
    </>
  )
}

/** What the node said against the order as a whole. */
const HeadIssues = ({ form }: { readonly form: OrderForm }) => {
  const textOf = useIssueText()
  const nameOf = useFieldName()
  const fieldOf = (field: string | null): string => (field === null ? '' : nameOf(field))
  const issues = form.refused.filter((one) => !isIssueOfCell(form, one))
  if (issues.length === 0) return null
  return (
    <ul className="matrix-faults" role="alert">
      {issues.map((one) => (
        <li key={`${one.edit} ${one.field} ${one.code}`}>
          <Shape status="late" />
          <span>
            {fieldOf(one.field)}: {textOf(one)}
          </span>
        </li>
      ))}
    </ul>
  )
}
