import { Trans, useLingui } from '@lingui/react/macro'
import type { ProductRow } from '../../../schemas/rest/products.ts'
import { SHOWN, VariantMatrix } from './variant-matrix.tsx'

/** The style of an item by size and colour: in stock, on order, needed. */
export const VariantsPanel = ({ product }: { readonly product: ProductRow }) => {
  const { i18n } = useLingui()
  if (product.style === null)
    return (
      <p className="empty">
        <Trans>This item belongs to no style, so it has no variants.</Trans>
      </p>
    )
  const facts = { style: product.style, item: product.item }
  return (
    <div className="variant-panels list-scroll">
      {(['stock', 'receipts', 'needs'] as const).map((show) => (
        <section key={show}>
          <h2 className="f14">{i18n._(SHOWN[show])}</h2>
          <VariantMatrix {...facts} show={show} />
        </section>
      ))}
    </div>
  )
}
