import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { SavedView } from '../../../schemas/rest/views.ts'
import { Menu } from '../look/menu.tsx'
import { GRID_NAMES, type GridState, readGridState } from './grid-state.ts'
import { isSameView, useViews } from './use-views.ts'
import { ViewActions } from './view-actions.tsx'

/** The address says that no view is wanted, not even the one that a list opens with. */
export const NO_VIEW = 'none'

/** The saved views of a list, and what can be done with them. */
export const ViewMenu = ({ list }: { readonly list: string }) => {
  const { t } = useLingui()
  const views = useViews(list).data
  const { state, go } = useViewAddress(views)
  const view = views?.find((one) => one.id === state.view)
  const isChanged = view !== undefined && !isSameView(state, view)
  const choose =
    (close: () => void) =>
    (next: SavedView | null): void => {
      go(next)
      close()
    }
  const label = view ? (isChanged ? t`View ${view.name}, changed` : t`View ${view.name}`) : t`Saved views`
  return (
    <Menu
      label={label}
      className="filter view-button"
      button={
        <>
          {view ? <span className="ell">{view.name}</span> : <Trans>Views</Trans>}
          {isChanged ? <span className="q">*</span> : null}
          <span aria-hidden="true">▾</span>
        </>
      }
    >
      {(close) => (
        <>
          <ViewNames views={views ?? []} chosen={view?.id} onView={choose(close)} />
          <ViewActions {...{ list, view, state, isChanged, close }} onView={go} />
        </>
      )}
    </Menu>
  )
}

interface NamesFacts {
  readonly views: readonly SavedView[]
  readonly chosen: string | undefined
  /** null: none of them. */
  readonly onView: (view: SavedView | null) => void
}

const ViewNames = ({ views, chosen, onView }: NamesFacts) => {
  const { t } = useLingui()
  const groups = [
    { name: t`My views`, views: views.filter((one) => !one.isCompany) },
    { name: t`Views of the company`, views: views.filter((one) => one.isCompany) },
  ]
  return (
    <>
      <button type="button" className="menu-item" aria-pressed={chosen === undefined} onClick={() => onView(null)}>
        <Trans>The list as it is</Trans>
      </button>
      {groups.map((group) =>
        group.views.length === 0 ? null : (
          <section key={group.name} aria-label={group.name}>
            <h2>{group.name}</h2>
            {group.views.map((one) => (
              <button
                key={one.id}
                type="button"
                className="menu-item"
                aria-pressed={one.id === chosen}
                onClick={() => onView(one)}
              >
                <span className="grow ell">
                  <bdi>{one.name}</bdi>
                </span>
                {one.isDefault ? <span className="q f12">{t`opens first`}</span> : null}
                {one.isCompanyDefault ? <span className="q f12">{t`first for all`}</span> : null}
              </button>
            ))}
          </section>
        ),
      )}
    </>
  )
}

/** What the address says of the list; a list that is opened without a word opens with its default view. */
function useViewAddress(views: readonly SavedView[] | undefined) {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const navigate = useNavigate()
  const state = readGridState(search)
  const first = views?.find((one) => one.isDefault) ?? views?.find((one) => one.isCompanyDefault)
  const isBare = Object.keys(state).length === 0
  const isFirst = isBare && first !== undefined
  useEffect(() => {
    if (isFirst) void navigate({ to: '.', search: withView(search, first) as never, replace: true })
  })
  return {
    state,
    go: (view: SavedView | null) => void navigate({ to: '.', search: withView(search, view) as never }),
  }
}

/** An address with all that a view says, so that who copies it sends the view itself. */
function withView(search: Readonly<Record<string, unknown>>, view: SavedView | null): GridState {
  const others = Object.fromEntries(Object.entries(search).filter(([name]) => !GRID_NAMES.includes(name as 'view')))
  return { ...others, ...view?.query, view: view?.id ?? NO_VIEW }
}
