import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { EditAnswer } from '../../../schemas/rest/edits.ts'
import { useIssueText } from '../editing/issue-text.ts'
import { grouped } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { MatrixField, placesOf, totalOf } from '../promise/matrix-field.tsx'
import type { Styles } from '../promise/promise-data.ts'
import type { StyleMatrix } from '../promise/style-matrix.ts'
import { StyleSearch } from '../promise/style-search.tsx'
import type { OrderForm } from './use-order-form.ts'

/** The styles of an order, each as its sizes and colours, and the sum over all of them. */
export const OrderStyles = ({ form, styles }: { readonly form: OrderForm; readonly styles: Styles }) => {
  const { draft, set, matrices } = form
  const total = grouped(totalOf(matrices.flatMap(placesOf), draft.cells))
  const count = matrices.length
  return (
    <>
      {matrices.map((matrix) => (
        <StylePanel key={matrix.style} matrix={matrix} form={form} />
      ))}
      <section className="panel">
        <div className="ask-style add-style">
          <StyleSearch
            key={draft.styles.join(' ')}
            styles={styles}
            style=""
            clears
            onStyle={(style) => {
              if (!draft.styles.includes(style)) set({ styles: [...draft.styles, style] })
            }}
          />
        </div>
        {count === 0 ? (
          <p className="pad m">
            <Trans>Find a style, then fill its sizes and colours, or paste a block from Excel into any cell.</Trans>
          </p>
        ) : (
          <p className="order-total">
            <span className="m">
              <Plural value={count} one="# style" other="# styles" /> ·{' '}
              <Plural value={form.wanted.length} one="# line" other="# lines" />
            </span>
            <span className="sp" />
            <b className="f16 grand-total">{total}</b>
          </p>
        )}
      </section>
    </>
  )
}

const StylePanel = ({ matrix, form }: { readonly matrix: StyleMatrix; readonly form: OrderForm }) => {
  const { t } = useLingui()
  const { draft, set } = form
  const refused = useRefusedCells(form)
  const isEmpty = placesOf(matrix).every(({ item }) => (draft.cells[item] ?? '') === '')
  return (
    <section className="panel">
      <header>
        <h2 className="ell" title={`${matrix.style} ${matrix.name}`}>
          {matrix.name === matrix.style ? matrix.style : `${matrix.style} ${matrix.name}`}
        </h2>
        <span className="sp" />
        <span className="q f12">{matrix.unit}</span>
        {isEmpty ? (
          <button
            type="button"
            className="icon-button"
            aria-label={t`Leave ${matrix.style} out`}
            title={t`Leave ${matrix.style} out`}
            onClick={() => set({ styles: draft.styles.filter((one) => one !== matrix.style) })}
          >
            <Icon name="close" size={14} />
          </button>
        ) : null}
      </header>
      <div className="matrix-scroll">
        <MatrixField matrix={matrix} cells={draft.cells} onCells={(cells) => set({ cells })} refused={refused} />
      </div>
    </section>
  )
}

/** Which item an edit that was refused is about. */
function itemOf({ edits, lines }: OrderForm, issue: EditAnswer['issues'][number]): string | null {
  const edit = issue.edit === null ? undefined : edits[issue.edit]
  if (!edit || edit.cells === null) return null
  return edit.cells.item ?? lines.find((one) => one.recordKey === edit.key)?.item ?? null
}

/** Is it said beside its cell, and not above all of them? */
export const isIssueOfCell = (form: OrderForm, issue: EditAnswer['issues'][number]): boolean =>
  (issue.field === 'quantity' || issue.field === 'item') && itemOf(form, issue) !== null

function useRefusedCells(form: OrderForm): Readonly<Record<string, string>> {
  const textOf = useIssueText()
  return Object.fromEntries(
    form.refused.filter((one) => isIssueOfCell(form, one)).map((one) => [itemOf(form, one)!, textOf(one)]),
  )
}
