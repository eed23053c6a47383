import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { CellFault, CheckedFile } from '../../../schemas/rest/imports.ts'
import { Shape } from '../look/status.tsx'
import { useFaultWords } from './fault-words.ts'
import type { Place, SheetModel } from './sheet-model.ts'
import type { ContractFile } from './use-contracts.ts'

export interface FaultBarFacts {
  readonly checked: CheckedFile
  readonly model: SheetModel
  readonly contract: ContractFile | undefined
  readonly active: Place | null
  readonly onNext: (step: 1 | -1) => void
  readonly onTake: (places: readonly (readonly [Place, string])[]) => void
}

/** What is wrong with the chosen cell, what was most likely meant, and the way to the next. */
export const FaultBar = ({ checked, model, contract, active, onNext, onTake }: FaultBarFacts) => {
  const { t } = useLingui()
  const wordsOf = useFaultWords(contract)
  if (model.wrong.length === 0) return null
  const fault = active ? model.faultAt(active) : undefined
  const where = fault && fault.column !== null ? (checked.header[fault.column] ?? '') : ''
  const row = fault?.row ?? 0
  return (
    <div className="fault-bar" role="status">
      <span className="t-late">
        <Shape status="late" />
      </span>
      {fault ? (
        <span className="grow ell" title={wordsOf(fault)}>
          <span className="q">{where === '' ? t`Row ${row}` : t`Row ${row}, ${where}`}</span> <b>{wordsOf(fault)}</b>
        </span>
      ) : (
        <span className="grow">
          <Plural value={model.wrong.length} one="# cell is wrong" other="# cells are wrong" />
        </span>
      )}
      <Suggestion {...{ fault, active, model, checked, onTake }} />
      <button type="button" className="btn sm" onClick={() => onNext(1)}>
        <Trans>Next wrong cell</Trans> <kbd>F8</kbd>
      </button>
    </div>
  )
}

interface SuggestionFacts extends Pick<FaultBarFacts, 'active' | 'model' | 'checked' | 'onTake'> {
  readonly fault: CellFault | undefined
}

const Suggestion = ({ fault, active, model, checked, onTake }: SuggestionFacts) => {
  const near = fault?.near ?? null
  if (!active || near === null || active.column < 0) return null
  const alike = alikeFixes(model, checked)
  return (
    <>
      <button type="button" className="btn sm pri" onClick={() => onTake([[active, near]])}>
        <Trans>Write “{near}”</Trans> <kbd>Alt ↵</kbd>
      </button>
      {alike.length < 2 ? null : (
        <button type="button" className="btn sm" onClick={() => onTake(alike)}>
          <Plural value={alike.length} one="Take # suggestion" other="Take all # suggestions" />
        </button>
      )}
    </>
  )
}

/** Every suggestion of the file. */
export const alikeFixes = ({ faultAt }: SheetModel, { faults }: CheckedFile): (readonly [Place, string])[] =>
  faults.flatMap(({ row, column, near }) => {
    if (row === null || column === null || near === null) return []
    const place = { row, column }
    return faultAt(place) ? [[place, near] as const] : []
  })
