import { Trans } from '@lingui/react/macro'
import { useId } from 'react'
import { useCustomers } from './promise-data.ts'

export interface CustomerFieldFacts {
  readonly customer: string
  readonly placeholder?: string | undefined
  readonly onCustomer: (customer: string) => void
}

/** Offers the customers of the open orders; another may be written. */
export const CustomerField = ({ customer, placeholder, onCustomer }: CustomerFieldFacts) => {
  const id = useId()
  const { data = [] } = useCustomers()
  return (
    <label className="form-row">
      <Trans>Customer</Trans>
      <input
        className="field"
        list={id}
        autoComplete="off"
        maxLength={200}
        placeholder={placeholder}
        value={customer}
        onChange={(event) => onCustomer(event.target.value)}
      />
      <datalist id={id}>
        {data.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </label>
  )
}
