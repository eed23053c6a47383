import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useMay } from '../accounts/session.ts'
import { Icon } from '../look/icon.tsx'
import { Menu } from '../look/menu.tsx'
import { isComposing, useKeys } from '../shell/keys.ts'
import { ColumnMenu } from './column-menu.tsx'
import { FilterMenu } from './filter-menu.tsx'
import { RowCount } from './grid.tsx'
import { type GridColumn, useTitle } from './grid-column.ts'
import { type GridState, listQuery, readWidths, withClause, withWidth } from './grid-state.ts'
import { LinkDialog } from './link-dialog.tsx'
import { useView, viewQueryOf } from './use-views.ts'
import { ViewMenu } from './view-menu.tsx'

export interface GridToolsFacts<Row> {
  /** `/api/order-lines` */
  readonly path: string
  readonly columns: readonly GridColumn<Row>[]
  readonly shown: readonly GridColumn<Row>[]
  readonly state: GridState
  readonly onState: (state: GridState) => void
  readonly total: number | undefined
  /** More tools, before those of every list. */
  readonly children?: ReactNode
}

/** Above every list: its views, search, filters, how many rows, columns and export. */
export const GridTools = <Row,>(facts: GridToolsFacts<Row>) => {
  const { path, columns, shown, state, onState, total, children } = facts
  const list = path.replace('/api/', '')
  return (
    <div className="grid-tools">
      <ViewMenu list={list} />
      <SearchField text={state.search ?? ''} onText={(search) => onState({ ...state, search })} />
      <FilterMenu
        columns={columns}
        filter={state.filter}
        onFilter={(column, wanted) => onState({ ...state, filter: withClause(state.filter, column, wanted) })}
      />
      <span className="sp" />
      <RowCount total={total} />
      {children}
      <ExportMenu {...{ path, columns, shown, state }} />
      <ColumnMenu
        columns={columns.map((one) => shown.find(({ name }) => name === one.name) ?? one)}
        shown={shown.map((one) => one.name)}
        onShown={(names) => onState({ ...state, columns: names.join(',') })}
        onWidth={(name, width) => onState({ ...state, widths: withWidth(state.widths, name, width) })}
        density={state.density}
        onDensity={(density) => onState({ ...state, density })}
      />
    </div>
  )
}

const PAUSE_MS = 150

/** Searches while one types; `/` goes there. */
export const SearchField = ({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) => {
  const { t } = useLingui()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(text)
  const [seen, setSeen] = useState(text)
  if (seen !== text) {
    setSeen(text)
    setTyped(text)
  }
  useEffect(() => {
    if (typed === text) return
    const timer = setTimeout(() => onText(typed), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, text, onText])
  useKeys({ '/': () => field.current?.focus() })
  return (
    <label className="grid-search">
      <Icon name="search" size={14} />
      <input
        ref={field}
        type="search"
        aria-label={t`Search in the list`}
        placeholder={t`Search`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !isComposing(event.nativeEvent)) {
            setTyped('')
            field.current?.blur()
          }
        }}
      />
    </label>
  )
}

type ExportFacts<Row> = Pick<GridToolsFacts<Row>, 'path' | 'columns' | 'shown' | 'state'>

const ExportMenu = <Row,>({ path, columns, shown, state }: ExportFacts<Row>) => {
  const { t } = useLingui()
  const title = useTitle()
  const mayLink = useMay('planner')
  const list = path.replace('/api/', '')
  const view = useView(list, state.view)
  const [isLinking, setLinking] = useState(false)
  const titled = shown.map((one) => `${one.name}=${title(one).replace(/[,=]/g, ' ')}`).join(',')
  const address = (ending: string): string =>
    `${path}/table.${ending}?${listQuery(state, { columns: titled, name: view?.name })}`
  return (
    <>
      <Menu label={t`Export all rows`} className="icon-button" button={<Icon name="export" size={18} />}>
        {(close) => (
          <>
            <h2>
              <Trans>All rows of this filter</Trans>
            </h2>
            <a className="menu-item" href={address('xlsx')} onClick={close}>
              Excel (.xlsx)
            </a>
            <a className="menu-item" href={address('csv')} onClick={close}>
              CSV
            </a>
            {mayLink ? (
              <button
                type="button"
                className="menu-item"
                onClick={() => {
                  close()
                  setLinking(true)
                }}
              >
                <Trans>Live data link…</Trans>
              </button>
            ) : null}
          </>
        )}
      </Menu>
      {isLinking ? (
        <LinkDialog
          {...{ list, view }}
          query={{ ...viewQueryOf(state), columns: shown.map((one) => one.name).join(',') }}
          titles={Object.fromEntries(columns.map((one) => [one.name, title(one)]))}
          onClose={() => setLinking(false)}
        />
      ) : null}
    </>
  )
}

/** The columns of a list as the address has chosen them, with their widths; what somebody has chosen does not yield. */
export function shownColumns<Row>(columns: readonly GridColumn<Row>[], state: GridState): readonly GridColumn<Row>[] {
  const names = state.columns?.split(',') ?? columns.filter((one) => !one.isHidden).map((one) => one.name)
  const shown = names.flatMap((name) => columns.find((one) => one.name === name) ?? [])
  const widths = readWidths(state.widths)
  const chosen = shown.length > 0 ? shown : columns.filter((one) => !one.isHidden)
  return chosen.map(({ yields, ...one }) => {
    const width = widths.get(one.name)
    const kept = state.columns === undefined && yields !== undefined ? { ...one, yields } : one
    return width === undefined ? kept : { ...kept, width, grows: false }
  })
}
