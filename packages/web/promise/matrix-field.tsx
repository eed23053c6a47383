import { Trans, useLingui } from '@lingui/react/macro'
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import { grouped } from '../language/words.ts'
import { Shape } from '../look/status.tsx'
import { isComposing } from '../shell/keys.ts'
import { sumOf } from './answer-sums.ts'
import { asQuantity, type Cells, isQuantity, type PasteFault, pasteBlock } from './paste-block.ts'
import type { MatrixCell, StyleMatrix } from './style-matrix.ts'

export interface MatrixFieldFacts {
  readonly matrix: StyleMatrix
  readonly cells: Cells
  readonly onCells: (cells: Cells) => void
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0] }

/** Colours down, sizes across; takes a block of a spreadsheet; sums of rows, columns and all always stand there. */
export const MatrixField = ({ matrix, cells, onCells }: MatrixFieldFacts) => {
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
    event.preventDefault()
    table.current?.querySelector<HTMLInputElement>(`[data-place="${row + step[0]} ${column + step[1]}"]`)?.select()
  }
  return (
    <>
      <table ref={table} className="matrix">
        <MatrixHead columns={matrix.columns} />
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
      <Faults matrix={matrix} cells={cells} faults={faults} />
    </>
  )
}

const MatrixHead = ({ columns }: { readonly columns: readonly string[] }) => (
  <thead>
    <tr>
      <th scope="col">
        <Trans>Colour ╲ size</Trans>
      </th>
      {columns.map((name) => (
        <th key={name} scope="col">
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
  readonly onText: (text: string) => void
  readonly onPaste: (event: ClipboardEvent) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const QuantityField = ({ cell, label, place, text, onText, onPaste, onKeyDown }: QuantityFieldFacts) => (
  <input
    className="field"
    inputMode="decimal"
    autoComplete="off"
    aria-label={label}
    aria-invalid={text !== '' && !isQuantity(text, cell.decimals)}
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

/** Cells that are no quantity, with their place. */
const wrongCells = (matrix: StyleMatrix, cells: Cells) =>
  matrix.rows.flatMap((row) =>
    row.cells.flatMap((cell, j) => {
      const text = cell ? (cells[cell.item] ?? '') : ''
      return cell && text !== '' && !isQuantity(text, cell.decimals)
        ? [{ place: [row.label, matrix.columns[j]].filter(Boolean).join(' '), text, decimals: cell.decimals }]
        : []
    }),
  )

export const isRight = (matrix: StyleMatrix, cells: Cells): boolean => wrongCells(matrix, cells).length === 0

const Faults = ({
  matrix,
  cells,
  faults,
}: Pick<MatrixFieldFacts, 'matrix' | 'cells'> & { readonly faults: readonly PasteFault[] }) => {
  const wrong = wrongCells(matrix, cells)
  if (wrong.length + faults.length === 0) return null
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
    ? t`Row ${line}: colour “${value}” is not in ${style}; closest is “${closest}”`
    : t`Size “${value}” is not in ${style}; closest is “${closest}”`
}
