import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ProductRow } from '../../../schemas/rest/products.ts'
import { grouped } from '../language/words.ts'
import { type ItemRow, matricesOf } from '../promise/style-matrix.ts'
import { useAcross } from '../rest/pack.ts'
import { useVariants } from './product-data.ts'

export const SHOWN = {
  stock: msg`In stock`,
  receipts: msg`On order`,
  needs: msg`Needed over the horizon`,
} as const
export type Shown = keyof typeof SHOWN

export interface MatrixFacts {
  readonly style: string
  /** The variant that is looked at. */
  readonly item: string
  readonly show: Shown
}

type Cell = { readonly item: string } | null

/** Quantities have six decimals: what a double adds beyond them is dust. */
const sumText = (amounts: readonly number[]): string =>
  grouped(Math.round(amounts.reduce((a, b) => a + b, 0) * 1e6) / 1e6)

const numberOf = (row: ProductRow | undefined, show: Shown): number => Number(row?.[show] ?? 0)

/** The variants of a style, colours down and sizes across, with totals; each leads to its item. */
export const VariantMatrix = ({ style, item, show }: MatrixFacts) => {
  const { t, i18n } = useLingui()
  const rows = useVariants(style).data
  const across = useAcross()
  const matrix = rows && matricesOf(rows as readonly ItemRow[], across).get(style)
  if (!matrix) return null
  const byItem = new Map(rows.map((one) => [one.item, one]))
  const amountOf = (cell: Cell): number => (cell ? numberOf(byItem.get(cell.item), show) : 0)
  const sum = (cells: readonly Cell[]): string => sumText(cells.map(amountOf))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
    <section className="variants" tabIndex={0} aria-label={`${t`Variants of ${style}`}: ${i18n._(SHOWN[show])}`}>
      <table className="cmp">
        <thead>
          <tr>
            <th>{matrix.name}</th>
            {matrix.columns.map((one) => (
              <th key={one} className="r">
                {one || '–'}
              </th>
            ))}
            <th className="r">
              <Trans>Total</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((line) => (
            <tr key={line.value}>
              <th scope="row">{line.label}</th>
              {line.cells.map((cell, i) => (
                <td key={matrix.columns[i]} className={`r ${cell?.item === item ? 'here' : ''}`}>
                  {cell === null ? (
                    <span className="q">·</span>
                  ) : (
                    <VariantLink item={cell.item} amount={amountOf(cell)} isHere={cell.item === item} />
                  )}
                </td>
              ))}
              <td className="r b">{sum(line.cells)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>
              <Trans>Total</Trans>
            </td>
            {matrix.columns.map((one, i) => (
              <td key={one} className="r">
                {sum(matrix.rows.map((line) => line.cells[i] ?? null))}
              </td>
            ))}
            <td className="r">{sum(matrix.rows.flatMap((line) => line.cells))}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

const VariantLink = ({
  item,
  amount,
  isHere,
}: {
  readonly item: string
  readonly amount: number
  readonly isHere: boolean
}) => (
  <Link
    to="/products/item"
    search={{ item, tab: 'variants' } as never}
    aria-label={`${item} ${grouped(amount)}`}
    aria-current={isHere ? 'true' : undefined}
  >
    {grouped(amount)}
  </Link>
)
