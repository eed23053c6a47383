import { useLingui } from '@lingui/react/macro'
import type { RecordEdit } from '../../../schemas/rest/edits.ts'
import type { ProductLine, RoutingStep } from '../../../schemas/rest/products.ts'
import { useEdits } from '../editing/edits.tsx'
import { useFaultWords } from '../editing/fault-words.ts'

/** A cell of a row: its column in the file, what it held, what was typed. */
export interface CellChange {
  readonly field: string
  /** As the reader calls the column. */
  readonly name: string
  /** null: not known, a default is shown. */
  readonly was: string | null
  readonly text: string
}

/** Changes of a bill or a routing: each resolves with what is wrong, or null. */
export function useBillEdit() {
  const { edit } = useEdits()
  const { t } = useLingui()
  const faultOf = useFaultWords()
  const write = async (one: RecordEdit, name: string): Promise<string | null> => faultOf(await edit([one], name))
  const cellEdit = (file: string, key: string, { field, was, text }: CellChange): RecordEdit => ({
    file,
    key,
    cells: { [field]: text },
    ...(was === null ? {} : { was: { [field]: was } }),
  })
  return {
    changeLine: (line: ProductLine, change: CellChange) =>
      write(
        cellEdit('boms', line.key, change),
        t`${line.parent} → ${line.component}: ${change.name} ${change.was ?? ''} → ${change.text}`,
      ),
    removeLine: (line: ProductLine) =>
      write({ file: 'boms', key: line.key, cells: null }, t`${line.component} taken out of ${line.parent}`),
    addLine: (cells: Readonly<Record<string, string>>) =>
      write({ file: 'boms', key: null, cells }, t`${cells.component!} put into ${cells.parent!}`),
    changeStep: (step: RoutingStep, change: CellChange) =>
      write(
        cellEdit('operations', step.key, change),
        t`${step.name}: ${change.name} ${change.was ?? ''} → ${change.text}`,
      ),
    removeStep: (step: RoutingStep) =>
      write({ file: 'operations', key: step.key, cells: null }, t`Operation ${step.name} taken out`),
    addStep: (cells: Readonly<Record<string, string>>) =>
      write({ file: 'operations', key: null, cells }, t`Operation ${cells.name || cells.sequence!} added`),
  }
}
