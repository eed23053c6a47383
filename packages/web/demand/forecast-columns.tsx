import { msg } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { ForecastScope } from '../../../schemas/rest/demand.ts'
import type { GridColumn } from '../grid/grid-column.ts'
import { grouped } from '../language/words.ts'
import { MethodName } from './method-words.tsx'
import { percent, signedPercent } from './numbers.ts'

const COMMON: readonly GridColumn<ForecastScope>[] = [
  { name: 'recent', title: msg`Last 4 weeks`, type: 'quantity', width: 104 },
  { name: 'expected', title: msg`Next 4 weeks`, type: 'quantity', width: 104, cell: (row) => <Expected row={row} /> },
  { name: 'trend', title: msg`Change`, type: 'quantity', width: 84, cell: ({ trend }) => signedPercent(trend) },
  { name: 'wape', title: msg`Error`, type: 'quantity', width: 88, cell: ({ wape }) => percent(wape) },
  { name: 'bias', title: msg`Bias`, type: 'quantity', width: 92, cell: ({ bias }) => signedPercent(bias) },
]
const MARKS: GridColumn<ForecastScope> = {
  name: 'overridden',
  title: msg`Marks`,
  type: 'integer',
  width: 168,
  cell: (row) => <Marks row={row} />,
}

export const ITEM_COLUMNS: readonly GridColumn<ForecastScope>[] = [
  { name: 'key', title: msg`Item code`, type: 'text', width: 140 },
  { name: 'name', title: msg`Item`, type: 'text', width: 150, grows: true },
  { name: 'style', title: msg`Style`, type: 'text', width: 76 },
  { name: 'category', title: msg`Category`, type: 'text', width: 90, isHidden: true },
  ...COMMON,
  { name: 'method', title: msg`Model`, type: 'text', width: 136, cell: ({ method }) => <MethodName code={method} /> },
  MARKS,
  { name: 'newItems', title: msg`New`, type: 'integer', width: 70, isHidden: true },
  { name: 'stockOuts', title: msg`Weeks out of stock`, type: 'integer', width: 120, isHidden: true },
  { name: 'outliers', title: msg`Outliers`, type: 'integer', width: 80, isHidden: true },
]

export const STYLE_COLUMNS: readonly GridColumn<ForecastScope>[] = [
  { name: 'key', title: msg`Style`, type: 'text', width: 120 },
  { name: 'name', title: msg`Name`, type: 'text', width: 180, grows: true },
  { name: 'category', title: msg`Category`, type: 'text', width: 110 },
  { name: 'items', title: msg`Items`, type: 'integer', width: 70 },
  ...COMMON,
  MARKS,
]

export const CATEGORY_COLUMNS: readonly GridColumn<ForecastScope>[] = [
  { name: 'key', title: msg`Category`, type: 'text', width: 200, grows: true },
  { name: 'items', title: msg`Items`, type: 'integer', width: 70 },
  ...COMMON,
  MARKS,
]

/** What is expected; where a person changed it, with what it was. */
const Expected = ({ row }: { readonly row: ForecastScope }) =>
  row.expected === row.baseline ? (
    grouped(row.expected)
  ) : (
    <span>
      <span className="u">{grouped(row.baseline)} → </span>
      <b className="t-acc">{grouped(row.expected)}</b>
    </span>
  )

const Marks = ({ row }: { readonly row: ForecastScope }) => (
  <span className="row marks">
    {row.overridden > 0 ? (
      <span className="chip run">
        <i className="ring" /> <Trans>Overridden</Trans>
      </span>
    ) : null}
    {row.newItems > 0 ? (
      <span className="chip">
        <Trans>New</Trans>
      </span>
    ) : null}
    {row.stockOuts > 0 ? (
      <span className="chip">
        <i className="hatch-mark" /> <Trans>Stock-out</Trans>
      </span>
    ) : null}
    {row.outliers > 0 ? (
      <span className="chip risk">
        <i className="ring" /> <Trans>Outlier</Trans>
      </span>
    ) : null}
  </span>
)
