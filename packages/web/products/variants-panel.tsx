import { Trans } from '@lingui/react/macro'
import type { ProductRow } from '../../../schemas/rest/products.ts'
import { VariantMatrix } from './variant-matrix.tsx'

/** The style of an item by size and colour: in stock, on order, needed. */
export const VariantsPanel = ({ product }: { readonly product: ProductRow }) => {
  if (product.style === null)
    return (
      <p className="empty">
        <Trans>This item belongs to no style, so it has no variants.</Trans>
      </p>
    )
  const facts = { style: product.style, item: product.item }
  return (
    <div className="variant-panels list-scroll">
      <section>
        <h2 className="f14">
          <Trans>In stock</Trans>
        </h2>
        <VariantMatrix {...facts} show="stock" />
      </section>
      <section>
        <h2 className="f14">
          <Trans>On order</Trans>
        </h2>
        <VariantMatrix {...facts} show="receipts" />
      </section>
      <section>
        <h2 className="f14">
          <Trans>Needed over the horizon</Trans>
        </h2>
        <VariantMatrix {...facts} show="needs" />
      </section>
    </div>
  )
}
