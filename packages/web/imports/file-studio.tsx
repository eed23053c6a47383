import { useLingui } from '@lingui/react/macro'
import { useMemo, useRef, useState } from 'react'
import type { CheckedFile } from '../../../schemas/rest/imports.ts'
import { type DraftFile, without } from './draft.ts'
import { FaultBar } from './fault-bar.tsx'
import { FileFacts } from './file-facts.tsx'
import { FileFaults } from './file-faults.tsx'
import { useFileName } from './file-names.ts'
import type { ImportsSearch } from './imports-search.ts'
import { MappingNotes } from './mapping-notes.tsx'
import { StateFilter } from './row-states.tsx'
import { Sheet } from './sheet.tsx'
import { nextWrong, type Place, placeKey, sheetModel } from './sheet-model.ts'
import type { ContractFile } from './use-contracts.ts'

export interface FileStudioFacts {
  readonly mine: DraftFile
  readonly checked: CheckedFile
  readonly contracts: readonly ContractFile[]
  readonly search: ImportsSearch
  readonly onSearch: (search: ImportsSearch, replace?: boolean) => void
  readonly onChange: (change: (file: DraftFile) => DraftFile) => void
}

/** One file of an import: what it is, which column is which, its rows by state, and its wrong cells to fix. */
export const FileStudio = (facts: FileStudioFacts) => {
  const { mine, checked, contracts, search, onSearch, onChange } = facts
  const fileName = useFileName()
  const { t } = useLingui()
  const contract = contracts.find((one) => one.file === checked.file)
  const model = useMemo(() => sheetModel(checked, mine, search.state), [checked, mine, search.state])
  const [active, setActive] = useState<Place | null>(null)
  const [editing, setEditing] = useState<{ readonly place: Place; readonly isFresh: boolean } | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const onCells = (cells: readonly (readonly [Place, string])[]): void =>
    onChange((file) => ({
      ...file,
      cells: { ...file.cells, ...Object.fromEntries(cells.map(([place, text]) => [placeKey(place), text])) },
    }))
  const onNext = (step: 1 | -1): void => {
    const next = nextWrong(model, active, step)
    if (next) setActive(next)
    scroller.current?.focus()
  }
  const onSuggestion = (): void => {
    const near = active && model.faultAt(active)?.near
    if (active && near) onCells([[active, near]])
  }
  const onMapping = (name: string, column: string): void =>
    onChange((file) => ({ ...file, mapping: remapped({ ...checked.mapping, ...file.mapping }, name, column) }))
  return (
    <>
      <FileFacts {...{ checked, contracts, onChange }} />
      <FileFaults faults={model.ofFile} contract={contract} />
      <MappingNotes {...{ checked, contract }} />
      <div className="sheet-tools">
        <StateFilter
          checked={checked}
          chosen={search.state}
          onChoose={(state) => onSearch(withState(search, state), true)}
        />
      </div>
      <Sheet
        label={t`Rows of ${fileName(checked.file ?? '')}`}
        columns={model.columns}
        mapping={{ ...checked.mapping, ...mine.mapping }}
        onActive={setActive}
        onEdit={setEditing}
        {...{ checked, contract, model, active, editing, onCells, onNext, onSuggestion, onMapping, scroller }}
      />
      <FaultBar
        {...{ checked, model, contract, active, onNext }}
        onTake={(cells) => {
          onCells(cells)
          scroller.current?.focus()
        }}
      />
    </>
  )
}

const withState = (search: ImportsSearch, state: ImportsSearch['state']): ImportsSearch => ({
  ...without(search, 'state'),
  ...(state === undefined ? {} : { state }),
})

/** A column of ours is one of theirs: given to another name, the one before is left out. */
function remapped(mapping: CheckedFile['mapping'], name: string, column: string): Record<string, string> {
  const next = Object.entries(mapping).map(([other, to]) => [other, to === column ? '' : to] as const)
  return { ...Object.fromEntries(next), [name]: column }
}
