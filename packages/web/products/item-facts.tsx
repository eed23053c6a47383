import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ProductRow } from '../../../schemas/rest/products.ts'
import { grouped } from '../language/words.ts'
import { useAttributeName } from '../rest/pack.ts'
import { MissingChips, missingOf } from './missing-words.tsx'
import { SupplyName } from './product-columns.tsx'

/** What an item is, as pairs of a word and its value. */
export const ItemFacts = ({ product }: { readonly product: ProductRow }) => {
  const attributeName = useAttributeName()
  const attributes = Object.keys(product).filter((name) => name.startsWith('attr.') && product[name])
  return (
    <dl className="item-facts">
      <Fact name={<Trans>Supply</Trans>}>
        <SupplyName supply={product.supply} />
      </Fact>
      {product.style === null ? null : (
        <Fact name={<Trans>Style</Trans>}>
          <Link to="/products" search={{ filter: `style:${product.style}` } as never}>
            {product.style}
          </Link>
        </Fact>
      )}
      {attributes.map((name) => (
        <Fact key={name} name={attributeName(name)}>
          {product[name]}
        </Fact>
      ))}
      <Fact name={<Trans>Lead time</Trans>}>
        {product.leadTimeDays}{' '}
        <Unit>
          <Trans>working days</Trans>
        </Unit>
      </Fact>
      <Amount name={<Trans>Safety stock</Trans>} value={product.safetyStock} unit={product.unit} />
      <Amount name={<Trans>In stock</Trans>} value={product.stock} unit={product.unit} to={product.item} />
      <Amount name={<Trans>On order</Trans>} value={product.receipts} unit={product.unit} to={product.item} />
      <Amount
        name={<Trans context="quantity">Needed</Trans>}
        value={product.needs}
        unit={product.unit}
        to={product.item}
      />
      {product.missing === null ? null : (
        <Fact name={<Trans>Missing</Trans>}>
          <MissingChips missing={missingOf(product.missing)} />
        </Fact>
      )}
    </dl>
  )
}

const Unit = ({ children }: { readonly children: ReactNode }) => <span className="u">{children}</span>

const Fact = ({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

interface AmountFacts {
  readonly name: ReactNode
  readonly value: string | number | null | undefined
  readonly unit: string
  /** The item whose strip shows where the number comes from. */
  readonly to?: string
}

const Amount = ({ name, value, unit, to }: AmountFacts) => {
  const text = value === null || value === undefined ? '–' : grouped(value)
  return (
    <Fact name={name}>
      {to === undefined ? (
        text
      ) : (
        <Link to="/materials" search={{ item: to } as never}>
          {text}
        </Link>
      )}{' '}
      <Unit>{unit}</Unit>
    </Fact>
  )
}
