import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ProductBill, ProductLine } from '../../../schemas/rest/products.ts'
import { useEdits } from '../editing/edits.tsx'
import { EditableCell } from '../grid/editable-cell.tsx'
import type { GridType } from '../grid/grid-column.ts'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { AddLine } from './add-line.tsx'
import { billRows, type TreeRow } from './bill-tree.ts'
import { MissingChips } from './missing-words.tsx'
import { TreeName } from './tree-name.tsx'
import { useBillEdit } from './use-bill-edit.ts'

export interface BillFacts {
  readonly bill: ProductBill
  readonly mayEdit: boolean
}

type Node = ProductBill['nodes'][number]

/** The bill as an indented tree; the cells of a line are edited in place, also where it stands deep. */
export const BillTable = ({ bill, mayEdit }: BillFacts) => {
  const { t } = useLingui()
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const nodes = new Map(bill.nodes.map((one) => [one.item, one]))
  const rows = billRows(bill, closed)
  const toggle = (id: string): void => {
    const next = new Set(closed)
    if (!next.delete(id)) next.add(id)
    setClosed(next)
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
      <section className="list-scroll bill-scroll" tabIndex={0} aria-label={t`Bill of materials`}>
        <table className="bill cmp">
          <BillHead quantity={bill.quantity} />
          <tbody>
            {rows.map((row) => (
              <BillRow
                key={row.id}
                row={row}
                node={nodes.get(row.item)!}
                isClosed={closed.has(row.id)}
                onToggle={() => toggle(row.id)}
                mayEdit={mayEdit}
              />
            ))}
          </tbody>
        </table>
        {bill.isCut ? (
          <p className="empty">
            <Trans>There are more lines than are shown here. Export boms.csv for all of them.</Trans>
          </p>
        ) : null}
      </section>
      {mayEdit ? <AddLine parent={bill.item} style={nodes.get(bill.item)!.style} /> : null}
    </>
  )
}

const BillHead = ({ quantity }: { readonly quantity: string }) => (
  <thead>
    <tr>
      <th className="w-tree">
        <Trans>Component</Trans>
      </th>
      <th className="r">
        <Trans>Per 1</Trans>
      </th>
      <th className="w-unit">
        <Trans>Unit</Trans>
      </th>
      <th className="r">
        <Trans>Scrap</Trans>
      </th>
      <th className="r">
        <Trans>From day</Trans>
      </th>
      <th className="r">
        <Trans>To day</Trans>
      </th>
      <th className="r w-total">
        <Trans>For {grouped(quantity)}</Trans>
      </th>
      <th className="w-notes">
        <Trans>Notes</Trans>
      </th>
      <th className="w-act">
        <span className="for-readers">
          <Trans>Take out</Trans>
        </span>
      </th>
    </tr>
  </thead>
)

interface BillRowFacts {
  readonly row: TreeRow<ProductLine>
  readonly node: Node
  readonly isClosed: boolean
  readonly onToggle: () => void
  readonly mayEdit: boolean
}

const BillRow = ({ row, node, isClosed, onToggle, mayEdit }: BillRowFacts) => {
  const { line } = row
  return (
    <tr className={line && !line.isInForce ? 'idle' : ''}>
      <th scope="row" className="w-tree">
        <TreeName {...{ row, isClosed, onToggle }} name={node.name} />
      </th>
      {line === null ? <RootCells node={node} /> : <LineCells {...{ line, node, mayEdit }} />}
      <td className="w-notes">
        <span className="notes">
          {row.isAgain ? (
            <span className="chip">
              <Trans>Its lines are shown above</Trans>
            </span>
          ) : null}
          {line && !line.isInForce ? (
            <span className="chip">
              <Trans>Not in force today</Trans>
            </span>
          ) : null}
          <MissingChips missing={node.missing.filter((one) => one !== 'unused')} />
          {line ? <Substitutes line={line} /> : null}
          {line?.isOfStyle ? (
            <span className="q f12">
              <Trans>for all of {line.given.parent}</Trans>
            </span>
          ) : null}
        </span>
      </td>
      <td className="w-act">{line && mayEdit ? <RemoveLine line={line} /> : null}</td>
    </tr>
  )
}

const RootCells = ({ node }: { readonly node: Node }) => (
  <>
    <td />
    <td className="w-unit">{node.unit}</td>
    <td className="r">{node.scrap === '0' ? '' : node.scrap}</td>
    <td />
    <td />
    <td className="r b w-total">{grouped(node.total ?? '')}</td>
  </>
)

const LineCells = ({
  line,
  node,
  mayEdit,
}: Pick<BillRowFacts, 'node' | 'mayEdit'> & { readonly line: ProductLine }) => {
  const { t } = useLingui()
  const { language } = useLanguage()
  const date = (text: string | undefined): string => (text ? shortDate(text, language, THIS_YEAR) : '–')
  const { quantity = '', unit = node.unit, scrap, valid_from, valid_to } = line.given
  const cell = (field: string, name: string, type: GridType, shown: string) => (
    <LineCell {...{ line, field, name, type, shown, mayEdit }} />
  )
  return (
    <>
      <td className="r">{cell('quantity', t`Per 1`, 'quantity', grouped(quantity))}</td>
      <td className="w-unit">{unit}</td>
      <td className="r">{cell('scrap', t`Scrap`, 'quantity', scrap ?? '–')}</td>
      <td className="r">{cell('valid_from', t`From day`, 'date', date(valid_from))}</td>
      <td className="r">{cell('valid_to', t`To day`, 'date', date(valid_to))}</td>
      <td className="r w-total">
        {line.total === null ? (
          <span className="q">–</span>
        ) : (
          <>
            <b>{grouped(line.total)}</b> <span className="u">{node.unit}</span>
          </>
        )}
      </td>
    </>
  )
}

const THIS_YEAR = String(new Date().getFullYear())

interface LineCellFacts {
  readonly line: ProductLine
  /** Column of boms. */
  readonly field: string
  readonly name: string
  readonly type: GridType
  readonly shown: string
  readonly mayEdit: boolean
}

const LineCell = ({ line, field, name, type, shown, mayEdit }: LineCellFacts) => {
  const { changeLine } = useBillEdit()
  const was = line.given[field] ?? ''
  if (!mayEdit) return shown
  return (
    <EditableCell
      isTabStop
      text={was}
      type={type}
      choices={undefined}
      onSave={(text) => changeLine(line, { field, name, was, text })}
    >
      {shown}
    </EditableCell>
  )
}

const Substitutes = ({ line: { substitutes } }: { readonly line: ProductLine }) => (
  <>
    {substitutes.map((one) => (
      <span key={`${one.item} ${one.priority}`} className="f12 nw">
        <Trans>
          or{' '}
          <Link to="/products/item" search={{ item: one.item } as never}>
            {one.item}
          </Link>{' '}
          × {one.ratio}
        </Trans>
      </span>
    ))}
  </>
)

const RemoveLine = ({ line }: { readonly line: ProductLine }) => {
  const { t } = useLingui()
  const { refuse } = useEdits()
  const { removeLine } = useBillEdit()
  const remove = async (): Promise<void> => {
    const fault = await removeLine(line)
    if (fault !== null) refuse(fault)
  }
  return (
    <button
      type="button"
      className="icon-button sm"
      aria-label={t`Take ${line.component} out of ${line.parent}`}
      title={t`Take ${line.component} out of ${line.parent}`}
      onClick={() => void remove()}
    >
      <Icon name="close" size={12} />
    </button>
  )
}
