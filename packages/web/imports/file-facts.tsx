import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { CheckedFile } from '../../../schemas/rest/imports.ts'
import { isComposing } from '../shell/keys.ts'
import { type DraftFile, without } from './draft.ts'
import { useFileName } from './file-names.ts'
import type { ContractFile } from './use-contracts.ts'

export interface FileFactsFacts {
  readonly checked: CheckedFile
  readonly contracts: readonly ContractFile[]
  readonly onChange: (change: (file: DraftFile) => DraftFile) => void
}

const ENCODINGS = { 'utf-8': 'UTF-8', 'utf-8-bom': 'UTF-8 (BOM)', gb18030: 'GB18030', workbook: 'Excel' } as const

/** What was found out about a file: which it is, its sheet, its header. Each can be said otherwise. */
export const FileFacts = ({ checked, contracts, onChange }: FileFactsFacts) => {
  const { t } = useLingui()
  const fileName = useFileName()
  return (
    <div className="file-facts">
      <label>
        <Trans>This is</Trans>
        <select
          className="field"
          value={checked.file ?? ''}
          onChange={({ target }) => onChange((file) => ({ ...without(file, 'mapping'), file: target.value }))}
        >
          {contracts.map(({ file }) => (
            <option key={file} value={file}>
              {fileName(file)}
            </option>
          ))}
        </select>
      </label>
      {checked.sheets.length > 1 ? (
        <label>
          <Trans>Sheet</Trans>
          <select
            className="field"
            value={checked.sheet ?? ''}
            onChange={({ target }) =>
              onChange((file) => ({ ...without(file, 'mapping', 'headerRow'), sheet: target.value, cells: {} }))
            }
          >
            {checked.sheets.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      ) : null}
      <HeaderRow
        key={checked.headerRow}
        row={checked.headerRow ?? 1}
        onRow={(headerRow) => onChange((file) => ({ ...without(file, 'mapping'), headerRow }))}
      />
      {checked.encoding ? (
        <span className="chip" title={t`How the text of the file is written`}>
          {ENCODINGS[checked.encoding]}
        </span>
      ) : null}
      {checked.separator === ';' || checked.separator === '\t' ? (
        <span className="chip">{checked.separator === ';' ? t`Semicolons` : t`Tabs`}</span>
      ) : null}
      {checked.isRemembered ? (
        <span className="chip done">
          <Trans>Columns as remembered</Trans>
        </span>
      ) : null}
    </div>
  )
}

const HeaderRow = ({ row, onRow }: { readonly row: number; readonly onRow: (row: number) => void }) => {
  const [typed, setTyped] = useState(String(row))
  const take = (): void => {
    const next = Number(typed)
    if (Number.isInteger(next) && next > 0 && next !== row) onRow(next)
    else setTyped(String(row))
  }
  return (
    <label>
      <Trans>Header in row</Trans>
      <input
        className="field header-row"
        inputMode="numeric"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && !isComposing(event.nativeEvent) && take()}
      />
    </label>
  )
}
