import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ProductRow } from '../../../schemas/rest/products.ts'
import { useEdits } from '../editing/edits.tsx'
import { useFaultWords } from '../editing/fault-words.ts'
import { Grid } from '../grid/grid.tsx'
import { cellText, type GridColumn, useTitle } from '../grid/grid-column.ts'
import { GridTools, shownColumns } from '../grid/grid-tools.tsx'
import { useList } from '../grid/use-list.ts'
import { useAttributeName } from '../rest/pack.ts'
import { RECORDS_TOPIC } from '../rest/topics.ts'
import { productColumns } from './product-columns.tsx'
import { ProductSide } from './product-side.tsx'
import type { ProductsSearch } from './products-search.ts'
import './products.css'

const PATH = '/api/products'
const DEFAULTS: ReadonlySet<string> = new Set(['0', 'make', 'buy', 'lot-for-lot'])
const keyOf = (row: ProductRow): string => row.item

/** Every item that is made or bought; one opens beside the list, and from there its page. */
export const ProductsPage = () => {
  const { t } = useLingui()
  const { item, ...state } = useSearch({ strict: false }) as ProductsSearch
  const navigate = useNavigate()
  const list = useList<ProductRow>(RECORDS_TOPIC, PATH, state)
  const all = productColumns(list.rows, useAttributeName())
  const columns = shownColumns(all, state)
  const onEdit = useProductEdit()
  const go = (next: ProductsSearch): void => void navigate({ to: '.', search: next as never })
  return (
    <div className={`with-side ${item === undefined ? '' : 'open'}`}>
      <div className="today">
        <header className="head">
          <h1>
            <Trans>Products</Trans>
          </h1>
        </header>
        <section className="panel list-panel">
          <GridTools
            path={PATH}
            columns={all}
            shown={columns}
            state={state}
            onState={(next) => go({ ...next, ...(item === undefined ? {} : { item }) })}
            total={list.total}
          />
          <Grid
            label={t`Products`}
            {...{ list, columns, state, keyOf, onEdit }}
            record={(row) => ({ file: 'items', key: row.item, defaults: new Set([...DEFAULTS, row.item]) })}
            open={item}
            onState={(next) => go({ ...next, ...(item === undefined ? {} : { item }) })}
            onOpen={(row) => go({ ...state, ...(row.item === item ? {} : { item: row.item }) })}
            empty={<Trans>No items yet. Import items.csv to see them here.</Trans>}
          />
        </section>
      </div>
      {item === undefined ? null : <ProductSide item={item} onClose={() => go(state)} />}
    </div>
  )
}

/** Writes one cell of an item; says what is wrong, or null. */
function useProductEdit() {
  const { edit } = useEdits()
  const { t } = useLingui()
  const title = useTitle()
  const faultOf = useFaultWords()
  return async (row: ProductRow, column: GridColumn<ProductRow>, text: string): Promise<string | null> => {
    const field = column.edits!
    const was = cellText(row, column.name)
    const name = title(column)
    // A default is shown where the cell is empty: what the cell held is then not known.
    const seen = DEFAULTS.has(was) || was === row.item ? {} : { was: { [field]: was } }
    const answer = await edit(
      [{ file: 'items', key: row.item, ...seen, cells: { [field]: text } }],
      t`${row.item}: ${name} ${was} → ${text}`,
    )
    return faultOf(answer)
  }
}
