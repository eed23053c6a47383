import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { ProductRow } from '../../../schemas/rest/products.ts'
import { useMay } from '../accounts/session.ts'
import { Icon } from '../look/icon.tsx'
import { BillGraph } from './bill-graph.tsx'
import { BillTable } from './bill-table.tsx'
import { ItemFacts } from './item-facts.tsx'
import { useBill, useProduct, useRouting, useUses } from './product-data.ts'
import { isQuantity, type ProductSearch, type ProductTab, TABS } from './products-search.ts'
import { RoutingPanel } from './routing-panel.tsx'
import { UsesPanel } from './uses-panel.tsx'
import { VariantsPanel } from './variants-panel.tsx'
import './products.css'
import { useRefusalText } from '../editing/failure-text.ts'

const TAB_NAMES = {
  bill: msg`Bill of materials`,
  routing: msg`Routing`,
  variants: msg`Variants`,
  uses: msg`Where used`,
} as const satisfies Readonly<Record<ProductTab, unknown>>

/** One item: what it is, its bill, routing, variants and where it is used. */
export const ProductPage = () => {
  const search = useSearch({ strict: false }) as ProductSearch
  const navigate = useNavigate()
  const { data } = useProduct(search.item ?? '')
  const go = (next: ProductSearch): void => void navigate({ to: '.', search: next as never })
  return (
    <div className="today product-whole">
      <header className="head">
        <Link to="/products" className="row">
          <Trans>Products</Trans>
        </Link>
        <Icon name="right" size={12} />
        <h1>{search.item}</h1>
        <span className="m ell">{data?.name}</span>
      </header>
      {data === null ? (
        <p className="panel empty waiting">
          <Trans>There is no such item.</Trans>
        </p>
      ) : null}
      {data ? <ProductBody product={data} {...{ search, go }} /> : null}
    </div>
  )
}

interface BodyFacts {
  readonly product: ProductRow
  readonly search: ProductSearch
  readonly go: (next: ProductSearch) => void
}

const ProductBody = ({ product, search, go }: BodyFacts) => {
  const { tab = 'bill', item: _item, ...more } = search
  const facts = { product, search, go }
  return (
    <div className="product-page">
      <section className="panel">
        <ItemFacts product={product} />
      </section>
      <section className="panel product-main">
        <TabBar tab={tab} onTab={(next) => go({ item: product.item, ...(next === 'bill' ? more : { tab: next }) })} />
        {tab === 'bill' ? <BillTab {...facts} /> : null}
        {tab === 'routing' ? <RoutingTab product={product} /> : null}
        {tab === 'variants' ? <VariantsPanel product={product} /> : null}
        {tab === 'uses' ? <UsesTab item={product.item} /> : null}
      </section>
    </div>
  )
}

const TabBar = ({ tab, onTab }: { readonly tab: ProductTab; readonly onTab: (tab: ProductTab) => void }) => {
  const { t, i18n } = useLingui()
  return (
    <nav className="product-tabs" aria-label={t`Parts of the item`}>
      {TABS.map((one) => (
        <button
          key={one}
          type="button"
          className={one === tab ? 'on' : ''}
          aria-current={one === tab ? 'page' : undefined}
          onClick={() => onTab(one)}
        >
          {i18n._(TAB_NAMES[one])}
        </button>
      ))}
    </nav>
  )
}

const BillTab = ({ product, search, go }: BodyFacts) => {
  const { quantity = '1' } = search
  const mayEdit = useMay('planner')
  const bill = useBill(product.item, quantity)
  const isGraph = search.as === 'graph'
  const { as: _as, ...asTable } = search
  return (
    <>
      <div className="product-tools">
        <Exploded quantity={quantity} onQuantity={(next) => go({ ...search, quantity: next })} unit={product.unit} />
        <span className="sp" />
        <NotAllowed may={mayEdit} />
        <span className="seg sm">
          <button type="button" className={isGraph ? '' : 'on'} aria-pressed={!isGraph} onClick={() => go(asTable)}>
            <Trans>Table</Trans>
          </button>
          <button
            type="button"
            className={isGraph ? 'on' : ''}
            aria-pressed={isGraph}
            onClick={() => go({ ...search, as: 'graph' })}
          >
            <Trans>Drawing</Trans>
          </button>
        </span>
      </div>
      <Failure error={bill.error} />
      {bill.data && isGraph ? <BillGraph bill={bill.data} /> : null}
      {bill.data && !isGraph ? <BillTable bill={bill.data} mayEdit={mayEdit} /> : null}
    </>
  )
}

/** How many pieces the bill is exploded for. */
const Exploded = ({
  quantity,
  onQuantity,
  unit,
}: {
  readonly quantity: string
  readonly onQuantity: (quantity: string) => void
  readonly unit: string
}) => {
  const [typed, setTyped] = useState(quantity)
  return (
    <label className="row">
      <Trans>Explode for</Trans>
      <input
        className="field short"
        inputMode="decimal"
        value={typed}
        aria-invalid={!isQuantity(typed)}
        onChange={(event) => {
          setTyped(event.target.value)
          if (isQuantity(event.target.value)) onQuantity(event.target.value)
        }}
      />
      <span className="u">{unit}</span>
    </label>
  )
}

const RoutingTab = ({ product }: { readonly product: ProductRow }) => {
  const routing = useRouting(product.item)
  const mayEdit = useMay('planner')
  return (
    <>
      <Failure error={routing.error} />
      {routing.data ? <RoutingPanel routing={routing.data} style={product.style} mayEdit={mayEdit} /> : null}
    </>
  )
}

const UsesTab = ({ item }: { readonly item: string }) => {
  const uses = useUses(item)
  return (
    <>
      <Failure error={uses.error} />
      {uses.data ? <UsesPanel uses={uses.data} /> : null}
    </>
  )
}

const Failure = ({ error }: { readonly error: Error | null }): ReactNode => {
  const refusalText = useRefusalText()
  return error === null ? null : (
    <p className="empty t-late" role="alert">
      {refusalText(error)}
    </p>
  )
}

const NotAllowed = ({ may }: { readonly may: boolean }) =>
  may ? null : (
    <span className="q f12">
      <Trans>Read only: changes need the role planner</Trans>
    </span>
  )
