import { Trans, useLingui } from '@lingui/react/macro'
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import { grouped } from '../language/words.ts'
import { Shape } from '../look/status.tsx'
import { useAttributeName } from '../rest/pack.ts'
import { isComposing } from '../shell/keys.ts'
import { sumOf } from './answer-sums.ts'
import { asQuantity, type Cells, isQuantity, type PasteFault, pasteBlock } from './paste-block.ts'
import type { MatrixCell, StyleMatrix } from './style-matrix.ts'

export interface MatrixFieldFacts {
  readonly matrix: StyleMatrix
  readonly cells: Cells
  readonly onCells: (cells: Cells) => void
  /** What the node said against cells, by item. */
  readonly refused?: Readonly<Record<string, string>>
}

/** Rows, columns, and the end of the text from which the key leaves the cell. */
const STEPS: Readonly<Record<string, readonly [number, number, 'start' | 'end' | null]>> = {
  ArrowUp: [-1, 0, null],
  ArrowDown: [1, 0, null],
  ArrowLeft: [0, -1, 'start'],
  ArrowRight: [0, 1, 'end'],
}

/** Does the key leave the field? Left and right first walk through its text, unless all of it is chosen. */
function leaves({ selectionStart, selectionEnd, value }: HTMLInputElement, end: 'start' | 'end' | null): boolean {
  if (end === null || (selectionStart === 0 && selectionEnd === value.length)) return true
  return selectionStart === selectionEnd && selectionStart === (end === 'start' ? 0 : value.length)
}

/** Colours down, sizes across; takes a block of a spreadsheet; sums of rows, columns and all always stand there. */
export const MatrixField = ({ matrix, cells, onCells, refused = {} }: MatrixFieldFacts) => {
  const [faults, setFaults] = useState<readonly PasteFault[]>([])
  const table = useRef<HTMLTableElement>(null)
  const paste = (event: ClipboardEvent, row: number, column: number): void => {
    const text = event.clipboardData.getData('text/plain')
    if (!/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    const pasted = pasteBlock(matrix, text, { row, column })
    onCells({ ...cells, ...pasted.cells })
    setFaults(pasted.faults)
  }
  const walk = (event: KeyboardEvent, row: number, column: number): void => {
    const step = STEPS[event.key]
    if (!step || isComposing(event.nativeEvent)) return
    if (!leaves(event.target as HTMLInputElement, step[2])) return
    event.preventDefault()
    table.current?.querySelector<HTMLInputElement>(`[data-place="${row + step[0]} ${column + step[1]}"]`)?.select()
  }
  return (
    <>
      <table ref={table} className="matrix">
        <MatrixHead matrix={matrix} />
        <tbody>
          {matrix.rows.map((row, i) => (
            <tr key={row.value}>
              <th scope="row" className="ell" title={row.label}>
                {row.label || matrix.name}
              </th>
              {row.cells.map((cell, j) => (
                <td key={matrix.columns[j]!}>
                  {cell ? (
                    <QuantityField
                      cell={cell}
                      label={[row.label, matrix.columns[j]].filter(Boolean).join(' ') || matrix.name}
                      place={`${i} ${j}`}
                      text={cells[cell.item] ?? ''}
                      isRefused={refused[cell.item] !== undefined}
                      onText={(text) => onCells({ ...cells, [cell.item]: text })}
                      onPaste={(event) => paste(event, i, j)}
                      onKeyDown={(event) => walk(event, i, j)}
                    />
                  ) : null}
                </td>
              ))}
              <td className="b">{grouped(totalOf(row.cells, cells))}</td>
            </tr>
          ))}
        </tbody>
        <MatrixFoot matrix={matrix} cells={cells} />
      </table>
      <Faults {...{ matrix, cells, faults, refused }} />
    </>
  )
}

/** What goes down and what goes across, in the words of the industry. */
const AxisNames = ({ down, across }: StyleMatrix['axes']) => {
  const nameOf = useAttributeName()
  const names = [down.map(nameOf).join(' / '), across === null ? '' : nameOf(across)]
  return names.filter((one) => one !== '').join(' ╲ ')
}

const MatrixHead = ({ matrix: { columns, axes } }: { readonly matrix: StyleMatrix }) => (
  <thead>
    <tr>
      <th scope="col">
        <AxisNames {...axes} />
      </th>
      {columns.map((name) => (
        <th key={name} scope="col" title={name}>
          {name || <Trans>Quantity</Trans>}
        </th>
      ))}
      <th scope="col">
        <Trans>Total</Trans>
      </th>
    </tr>
  </thead>
)

const MatrixFoot = ({ matrix, cells }: Pick<MatrixFieldFacts, 'matrix' | 'cells'>) => (
  <tfoot>
    <tr className="tot">
      <td>
        <Trans>Total</Trans>
      </td>
      {matrix.columns.map((name, j) => (
        <td key={name} className="of-column">
          {grouped(
            totalOf(
              matrix.rows.map((row) => row.cells[j]!),
              cells,
            ),
          )}
        </td>
      ))}
      <td className="f14 matrix-total">
        {grouped(
          totalOf(
            matrix.rows.flatMap((row) => row.cells),
            cells,
          ),
        )}
      </td>
    </tr>
  </tfoot>
)

interface QuantityFieldFacts {
  readonly cell: MatrixCell
  readonly label: string
  readonly place: string
  readonly text: string
  readonly isRefused: boolean
  readonly onText: (text: string) => void
  readonly onPaste: (event: ClipboardEvent) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const QuantityField = ({ cell, label, place, text, isRefused, onText, onPaste, onKeyDown }: QuantityFieldFacts) => (
  <input
    className="field"
    inputMode="decimal"
    autoComplete="off"
    aria-label={label}
    aria-invalid={isRefused || (text !== '' && !isQuantity(text, cell.decimals))}
    data-place={place}
    value={text}
    onChange={(event) => onText(event.target.value)}
    onBlur={(event) => {
      if (asQuantity(event.target.value) !== text) onText(asQuantity(event.target.value))
    }}
    onFocus={(event) => event.target.select()}
    onPaste={onPaste}
    onKeyDown={onKeyDown}
  />
)

/** Only what is a quantity counts. */
export const totalOf = (some: readonly (MatrixCell | null)[], cells: Cells): number =>
  sumOf(some.flatMap((one) => (one && isQuantity(cells[one.item] ?? '', one.decimals) ? [cells[one.item]!] : [])))

/** Every cell with its item and what its place is called. */
export const placesOf = ({ rows, columns, name }: StyleMatrix) =>
  rows.flatMap((row) =>
    row.cells.flatMap((cell, j) =>
      cell ? [{ ...cell, place: [row.label, columns[j]].filter(Boolean).join(' ') || name }] : [],
    ),
  )

/** Cells that are no quantity, with their place. */
const wrongCells = (matrix: StyleMatrix, cells: Cells) =>
  placesOf(matrix)
    .map((one) => ({ ...one, text: cells[one.item] ?? '' }))
    .filter(({ text, decimals }) => text !== '' && !isQuantity(text, decimals))

export const isRight = (matrix: StyleMatrix, cells: Cells): boolean => wrongCells(matrix, cells).length === 0

const Faults = ({
  matrix,
  cells,
  faults,
  refused,
}: Required<Pick<MatrixFieldFacts, 'matrix' | 'cells' | 'refused'>> & { readonly faults: readonly PasteFault[] }) => {
  const wrong = wrongCells(matrix, cells)
  const places = placesOf(matrix).filter(({ item }) => refused[item] !== undefined)
  if (wrong.length + faults.length + places.length === 0) return null
  return (
    <ul className="matrix-faults" role="alert">
      {wrong.map((one) => (
        <li key={one.place}>
          <Shape status="late" />
          <span>
            {one.decimals === 0 ? (
              <Trans>
                {one.place}: “{one.text}” should be a whole number
              </Trans>
            ) : (
              <Trans>
                {one.place}: “{one.text}” should be a number with at most {one.decimals} decimals
              </Trans>
            )}
          </span>
        </li>
      ))}
      {places.map(({ item, place }) => (
        <li key={item}>
          <Shape status="late" />
          <span>
            {place}: {refused[item]}
          </span>
        </li>
      ))}
      {faults.map((one) => (
        <li key={`${one.kind} ${one.line} ${one.value}`}>
          <Shape status="late" />
          <span>
            <FaultWords fault={one} style={matrix.style} />
          </span>
        </li>
      ))}
    </ul>
  )
}

const FaultWords = ({ fault, style }: { readonly fault: PasteFault; readonly style: string }) => {
  const { t } = useLingui()
  const { line, value } = fault
  if (fault.kind === 'outside') return t`Row ${line}: “${value}” falls outside the table`
  const { closest } = fault
  return fault.kind === 'row'
    ? t`Row ${line}: “${value}” is not in ${style}; closest is “${closest}”`
    : t`Column “${value}” is not in ${style}; closest is “${closest}”`
}
