import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ProductUses } from '../../../schemas/rest/products.ts'
import { plainText } from '../grid/grid-state.ts'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import { StatusChip } from '../orders/order-columns.tsx'
import { goesInto, type TreeRow, type UseLine } from './bill-tree.ts'
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
        {goesInto(uses, closed).map((row) => (
          <UseRow
            key={row.id}
            row={row}
            name={nodes.get(row.item)!.name}
            openLines={ordered.get(row.item)?.length ?? 0}
            isClosed={closed.has(row.id)}
            onToggle={() => toggle(row.id)}
          />
        ))}
      </tbody>
    </table>
  )
}

interface UseRowFacts {
  readonly row: TreeRow<UseLine>
  readonly name: string
  readonly openLines: number
  readonly isClosed: boolean
  readonly onToggle: () => void
}

const UseRow = ({ row, name, openLines, isClosed, onToggle }: UseRowFacts) => (
  <tr className={row.line && !row.line.isInForce ? 'idle' : ''}>
    <th scope="row">
      <TreeName {...{ row, name, isClosed, onToggle }} />
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
        {openLines > 0 ? (
          <span className="f12">
            <Plural value={openLines} one="# open line" other="# open lines" />
          </span>
        ) : null}
      </span>
    </td>
  </tr>
)

const NeedingOrders = ({ uses: { orders, orderCount } }: { readonly uses: ProductUses }) => {
  if (orders.length === 0)
    return (
      <p className="empty">
        <Trans>No open order needs it.</Trans>
      </p>
    )
  return (
    <table className="cmp needing">
      <caption className="q f12">
        <Plural value={orderCount} one="# open order line needs it" other="# open order lines need it" />
        {orderCount > orders.length ? <Trans>; the first {orders.length} are shown</Trans> : null}
      </caption>
      <thead>
        <tr>
          <th className="w-order">
            <Trans>Order</Trans>
          </th>
          <th className="w-item">
            <Trans>Item</Trans>
          </th>
          <th>
            <Trans>Customer</Trans>
          </th>
          <th className="r">
            <Trans>To ship</Trans>
          </th>
          <th className="r w-when">
            <Trans>Requested</Trans>
          </th>
          <th className="r w-when">
            <Trans>Projected</Trans>
          </th>
          <th className="w-status">
            <Trans>Status</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map((one) => (
          <OrderRow key={`${one.order} ${one.line}`} line={one} />
        ))}
      </tbody>
    </table>
  )
}

const OrderRow = ({ line }: { readonly line: ProductUses['orders'][number] }) => {
  const { language } = useLanguage()
  return (
    <tr>
      <th scope="row">
        <Link
          to="/demand/orders"
          search={{ filter: `order:${plainText(line.order)}`, order: `${line.order} ${line.line}` } as never}
        >
          {line.order} / {line.line}
        </Link>
      </th>
      <td title={line.itemName}>{line.item}</td>
      <td>{line.customer ?? '–'}</td>
      <td className="r">
        {grouped(line.quantity)} <span className="u">{line.unit}</span>
      </td>
      <td className="r">{shortDate(line.requested, language)}</td>
      <td className="r">{line.projected === null ? '–' : shortDate(line.projected, language)}</td>
      <td>
        <StatusChip status={line.status} />
      </td>
    </tr>
  )
}
