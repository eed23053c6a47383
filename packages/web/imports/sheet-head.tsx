import { useLingui } from '@lingui/react/macro'
import type { CheckedFile } from '../../../schemas/rest/imports.ts'
import { type ContractFile, useColumnName } from './use-contracts.ts'

export interface SheetHeadFacts {
  readonly checked: CheckedFile
  /** Places of the columns that are shown. */
  readonly columns: readonly number[]
  readonly contract: ContractFile | undefined
  /** Theirs → ours, as it was chosen last. */
  readonly mapping: CheckedFile['mapping']
  readonly onMapping: (name: string, column: string) => void
}

/** Their columns, and below each which of ours it is. */
export const SheetHead = ({ checked, columns, contract, mapping, onMapping }: SheetHeadFacts) => {
  const { t } = useLingui()
  return (
    <div role="rowgroup" className="sheet-heads">
      <div role="row" className="grid-head sheet-head">
        <span role="columnheader" className="grid-th r">
          {t`Row`}
        </span>
        <span role="columnheader" className="grid-th">
          {t`State`}
        </span>
        {columns.map((at) => {
          const name = checked.header[at] ?? ''
          return (
            <span key={at} role="columnheader" className="grid-th sheet-th">
              <b className="ell" title={name}>
                {name === '' ? '–' : name}
              </b>
              {name === '' ? null : <ColumnChoice {...{ name, contract, onMapping }} chosen={mapping[name] ?? ''} />}
            </span>
          )
        })}
      </div>
    </div>
  )
}

interface ChoiceFacts {
  readonly name: string
  readonly chosen: string
  readonly contract: ContractFile | undefined
  readonly onMapping: (name: string, column: string) => void
}

const ColumnChoice = ({ name, chosen, contract, onMapping }: ChoiceFacts) => {
  const { t } = useLingui()
  const nameOf = useColumnName()
  const attribute = chosen.startsWith('attr.') ? chosen : `attr.${name.replace(/^attr\./, '')}`
  return (
    <select
      className={`sheet-map ${chosen === '' ? 'left' : ''}`}
      aria-label={t`What ${name} is here`}
      value={chosen}
      onChange={(event) => onMapping(name, event.target.value)}
    >
      <option value="">{t`Left out`}</option>
      {(contract?.columns ?? []).map((column) => (
        <option key={column.name} value={column.name}>
          {nameOf(column)}
          {column.isRequired ? ' *' : ''}
        </option>
      ))}
      {contract?.hasAttributes ? (
        <option value={attribute}>{t`Attribute: ${attribute.replace(/^attr\./, '')}`}</option>
      ) : null}
    </select>
  )
}
