import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ProductRow } from '../../../schemas/rest/products.ts'
import { Icon } from '../look/icon.tsx'
import { ItemFacts } from './item-facts.tsx'
import { useProduct } from './product-data.ts'
import { VariantMatrix } from './variant-matrix.tsx'

/** One item beside the list: what it is, what is missing, its variants, and the way to its page. */
export const ProductSide = ({ item, onClose }: { readonly item: string; readonly onClose: () => void }) => {
  const { t } = useLingui()
  const { data } = useProduct(item)
  return (
    <aside className="side" aria-label={t`Item`}>
      <header className="side-head">
        <div className="ell">
          <h2 className="f16 ell">{item}</h2>
          <p className="q f12 ell">{data?.name}</p>
        </div>
        <span className="sp" />
        <button type="button" className="icon-button" onClick={onClose} aria-label={t`Close`}>
          <Icon name="close" size={16} />
        </button>
      </header>
      <div className="side-body">{data ? <Body product={data} /> : null}</div>
      {data === null ? (
        <p className="empty">
          <Trans>There is no such item.</Trans>
        </p>
      ) : null}
      <footer className="side-foot">
        <Link className="btn pri" to="/products/item" search={{ item } as never}>
          <Trans>Open bill and routing</Trans>
        </Link>
        <Link className="btn" to="/products/item" search={{ item, tab: 'uses' } as never}>
          <Trans>Where used</Trans>
        </Link>
      </footer>
    </aside>
  )
}

const Body = ({ product }: { readonly product: ProductRow }) => (
  <>
    <ItemFacts product={product} />
    {product.style === null ? null : (
      <section className="product-side-part">
        <h3>
          <Trans>Variants of style {product.style}: in stock</Trans>
        </h3>
        <VariantMatrix style={product.style} item={product.item} show="stock" />
      </section>
    )}
  </>
)
