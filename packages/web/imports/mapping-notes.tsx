import { Trans, useLingui } from '@lingui/react/macro'
import type { CheckedFile } from '../../../schemas/rest/imports.ts'
import { Shape } from '../look/status.tsx'
import { type ContractFile, useColumnName } from './use-contracts.ts'

/** Which columns are missing, and which of theirs are left out. */
export const MappingNotes = ({
  checked,
  contract,
}: {
  readonly checked: CheckedFile
  readonly contract: ContractFile | undefined
}) => {
  const { t } = useLingui()
  const nameOf = useColumnName()
  const used = new Set(Object.values(checked.mapping))
  const missing = (contract?.columns ?? []).filter((one) => one.isRequired && !used.has(one.name)).map(nameOf)
  const left = checked.header.filter((name) => name !== '' && (checked.mapping[name] ?? '') === '')
  const comma = t({ message: ', ', comment: 'Between the names of a list' })
  if (missing.length === 0 && left.length === 0) return null
  return (
    <div className="mapping-notes f12">
      {missing.length === 0 ? null : (
        <p className="t-late row" role="alert">
          <Shape status="late" />
          <Trans>Required and not there yet: {missing.join(comma)}. Choose which column it is in the head below.</Trans>
        </p>
      )}
      {left.length === 0 ? null : (
        <p className="q ell" title={left.join(comma)}>
          <Trans>Left out: {left.join(comma)}</Trans>
        </p>
      )}
    </div>
  )
}
