import { useId } from 'react'
import { useFoundItems } from './product-data.ts'

export interface ItemFieldFacts {
  readonly label: string
  readonly value: string
  readonly onValue: (text: string) => void
}

/** A field for an item code that proposes items by code, name or pinyin. */
export const ItemField = ({ label, value, onValue }: ItemFieldFacts) => {
  const id = useId()
  const found = useFoundItems(value).data ?? []
  return (
    <label className="row">
      {label}
      <input
        className="field"
        list={id}
        autoComplete="off"
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
      <datalist id={id}>
        {found.map((one) => (
          <option key={one.item} value={one.item}>
            {one.name}
          </option>
        ))}
      </datalist>
    </label>
  )
}
