import { useLingui } from '@lingui/react/macro'
import type { CellFault } from '../../../schemas/rest/imports.ts'
import { Shape } from '../look/status.tsx'
import { useFaultWords } from './fault-words.ts'
import type { ContractFile } from './use-contracts.ts'

/** What is wrong with a file as a whole. Missing columns are said beside the mapping. */
export const FileFaults = ({
  faults,
  contract,
}: {
  readonly faults: readonly CellFault[]
  readonly contract: ContractFile | undefined
}) => {
  const { t } = useLingui()
  const wordsOf = useFaultWords(contract)
  return faults
    .filter((one) => one.code !== 'missing-column')
    .map((one, i) => (
      <p key={i} className="t-late row studio-note" role="alert">
        <Shape status="late" />
        <span>
          {one.row === null ? null : <span className="q">{t`Row ${one.row}`} </span>}
          <bdi>{wordsOf(one)}</bdi>
        </span>
      </p>
    ))
}
