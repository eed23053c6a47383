import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ProductUses } from '../../../schemas/rest/products.ts'
import { plainText } from '../grid/grid-state.ts'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import { StatusChip } from '../orders/order-columns.tsx'
import { useRows } from './bill-tree.ts'
import { TreeName } from './tree-name.tsx'

/** Up from an item: what it goes into, to what is sold, and the open order lines that therefore need it. */
export const UsesPanel = ({ uses }: { readonly uses: ProductUses }) => {
  const { t } = useLingui()
  return (
    <div className="uses">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
      <section className="list-scroll" tabIndex={0} aria-label={t`What it goes into`}>
        <UseTree uses={uses} />
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
      <section className="list-scroll" tabIndex={0} aria-label={t`Open orders that need it`}>
        <NeedingOrders uses={uses} />
      </section>
    </div>
  )
}

const UseTree = ({ uses }: { readonly uses: ProductUses }) => {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const nodes = new Map(uses.nodes.map((one) => [one.item, one]))
  const ordered = Map.groupBy(uses.orders, (one) => one.item)
  const toggle = (id: string): void => {
    const next = new Set(closed)
    if (!next.delete(id)) next.add(id)
    setClosed(next)
  }
  if (uses.lines.length === 0)
    return (
      <p className="empty">
        <Trans>It goes into nothing else.</Trans>
      </p>
    )
  return (
    <table className="cmp uses-tree">
      <thead>
        <tr>
          <th>
            <Trans>Goes into</Trans>
          </th>
          <th className="r w-total">
            <Trans>Per 1</Trans>
          </th>
          <th className="w-notes">
            <Trans>Notes</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {useRows(uses, closed).map((row) => (
          <tr key={row.id} className={row.line && !row.line.isInForce ? 'idle' : ''}>
            <th scope="row">
              <TreeName
                {...{ row }}
                name={nodes.get(row.item)!.name}
                isClosed={closed.has(row.id)}
                onToggle={() => toggle(row.id)}
              />
            </th>
            <td className="r w-total">{row.line ? grouped(row.line.perOne) : ''}</td>
            <td className="w-notes">
              <span className="notes">
                {row.isAgain ? (
                  <span className="chip">
                    <Trans>Shown above</Trans>
                  </span>
                ) : null}
                {row.line && !row.line.isInForce ? (
                  <span className="chip">
                    <Trans>Not in force today</Trans>
                  </span>
                ) : null}
                {ordered.has(row.item) ? (
                  <span className="f12">
                    <Plural value={ordered.get(row.item)!.length} one="# open line" other="# open lines" />
                  </span>
                ) : null}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const NeedingOrders = ({ uses: { orders, orderCount } }: { readonly uses: ProductUses }) => {
  const { language } = useLanguage()
  if (orders.length === 0)
    return (
      <p className="empty">
        <Trans>No open order needs it.</Trans>
      </p>
    )
  return (
    <table className="cmp">
      <caption className="q f12">
        <Plural value={orderCount} one="# open order line needs it" other="# open order lines need it" />
        {orderCount > orders.length ? <Trans>; the first {orders.length} are shown</Trans> : null}
      </caption>
      <thead>
        <tr>
          <th>
            <Trans>Order</Trans>
          </th>
          <th>
            <Trans>Item</Trans>
          </th>
          <th>
            <Trans>Customer</Trans>
          </th>
          <th className="r">
            <Trans>To ship</Trans>
          </th>
          <th className="r">
            <Trans>Requested</Trans>
          </th>
          <th className="r">
            <Trans>Projected</Trans>
          </th>
          <th>
            <Trans>Status</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map((one) => (
          <tr key={`${one.order} ${one.line}`}>
            <th scope="row">
              <Link
                to="/demand/orders"
                search={{ filter: `order:${plainText(one.order)}`, order: `${one.order} ${one.line}` } as never}
              >
                {one.order} / {one.line}
              </Link>
            </th>
            <td title={one.itemName}>{one.item}</td>
            <td>{one.customer ?? '–'}</td>
            <td className="r">
              {grouped(one.quantity)} <span className="u">{one.unit}</span>
            </td>
            <td className="r">{shortDate(one.requested, language)}</td>
            <td className="r">{one.projected === null ? '–' : shortDate(one.projected, language)}</td>
            <td>
              <StatusChip status={one.status} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
