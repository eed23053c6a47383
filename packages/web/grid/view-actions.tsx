import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import type { SavedView } from '../../../schemas/rest/views.ts'
import { useMay } from '../accounts/session.ts'
import { useEdits } from '../editing/edits.tsx'
import { useRefusalText } from '../editing/failure-text.ts'
import { useDensity } from '../look/density.ts'
import { takeFocus } from '../look/take-focus.ts'
import type { GridState } from './grid-state.ts'
import { useViewChanges, viewQueryOf } from './use-views.ts'

export interface ViewActionsFacts {
  readonly list: string
  readonly view: SavedView | undefined
  readonly state: GridState
  readonly isChanged: boolean
  readonly close: () => void
  readonly onView: (view: SavedView | null) => void
}

/** Save, rename, share, delete and what a list opens with. */
export const ViewActions = (facts: ViewActionsFacts) => {
  const { list, view, state, isChanged, close, onView } = facts
  const [asking, setAsking] = useState<'save' | 'rename' | null>(null)
  const isPlanner = useMay('planner')
  const changes = useViewChanges(list)
  const act = useActing(close)
  const [density] = useDensity()
  const query = { ...viewQueryOf(state), density: state.density ?? density }
  if (asking === 'rename' && view)
    return (
      <NameForm name={view.name} isPlanner={false} onName={(name) => act(() => changes.update(view.id, { name }))} />
    )
  if (asking === 'save')
    return (
      <NameForm
        name=""
        isPlanner={isPlanner}
        onName={(name, isCompany) =>
          act(async () => {
            const { id } = await changes.save(name, query, isCompany)
            const kept = { isMine: true, by: null, isDefault: false, isCompanyDefault: false }
            onView({ id, name, query, isCompany, ...kept })
          })
        }
      />
    )
  const mayChange = view !== undefined && (isPlanner || !view.isCompany)
  return (
    <>
      <hr />
      {isChanged && mayChange ? (
        <Item onAct={() => act(() => changes.update(view.id, { query: viewQueryOf(state) }))}>
          <Trans>Save the changes</Trans>
        </Item>
      ) : null}
      {isChanged ? (
        <Item
          onAct={() => {
            onView(view ?? null)
            close()
          }}
        >
          <Trans>Reset to what is saved</Trans>
        </Item>
      ) : null}
      <Item onAct={() => setAsking('save')}>
        <Trans>Save as a new view…</Trans>
      </Item>
      {view ? <DefaultItems {...{ view, isPlanner, changes, act }} /> : null}
      {mayChange ? (
        <OwnerItems {...{ view, isPlanner, changes, act, onView }} onRename={() => setAsking('rename')} />
      ) : null}
    </>
  )
}

type Changes = ReturnType<typeof useViewChanges>
type Act = (work: () => Promise<unknown>) => void

/** Does something and closes the menu; a refusal is said below. */
function useActing(close: () => void): Act {
  const { refuse } = useEdits()
  const refusalText = useRefusalText()
  return (work) => {
    close()
    work().catch((error: unknown) => refuse(refusalText(error)))
  }
}

const Item = ({ onAct, children }: { readonly onAct: () => void; readonly children: React.ReactNode }) => (
  <button type="button" className="menu-item" onClick={onAct}>
    {children}
  </button>
)

interface ItemFacts {
  readonly view: SavedView
  readonly isPlanner: boolean
  readonly changes: Changes
  readonly act: Act
}

const DefaultItems = ({ view, isPlanner, changes, act }: ItemFacts) => (
  <>
    <Item onAct={() => act(() => changes.choose(view.id, !view.isDefault, false))}>
      {view.isDefault ? <Trans>No longer open the list with it</Trans> : <Trans>Open the list with it</Trans>}
    </Item>
    {isPlanner && view.isCompany ? (
      <Item onAct={() => act(() => changes.choose(view.id, !view.isCompanyDefault, true))}>
        {view.isCompanyDefault ? (
          <Trans>No longer open it first for all</Trans>
        ) : (
          <Trans>Open the list with it for all</Trans>
        )}
      </Item>
    ) : null}
  </>
)

interface OwnerFacts extends ItemFacts {
  readonly onView: (view: SavedView | null) => void
  readonly onRename: () => void
}

const OwnerItems = ({ view, isPlanner, changes, act, onView, onRename }: OwnerFacts) => {
  const { t } = useLingui()
  const { note } = useEdits()
  const remove = async (): Promise<void> => {
    await changes.remove(view.id)
    onView(null)
    note({ name: t`View ${view.name} deleted`, undo: () => changes.restore(view.id) })
  }
  return (
    <>
      <Item onAct={onRename}>
        <Trans>Rename…</Trans>
      </Item>
      {isPlanner ? (
        <Item onAct={() => act(() => changes.update(view.id, { isCompany: !view.isCompany }))}>
          {view.isCompany ? <Trans>Keep it to myself</Trans> : <Trans>Share it with the company</Trans>}
        </Item>
      ) : null}
      <Item onAct={() => act(remove)}>
        <span className="t-late">
          <Trans>Delete the view</Trans>
        </span>
      </Item>
    </>
  )
}

interface NameFacts {
  readonly name: string
  readonly isPlanner: boolean
  readonly onName: (name: string, isCompany: boolean) => void
}

const NameForm = ({ name, isPlanner, onName }: NameFacts) => {
  const { t } = useLingui()
  const [text, setText] = useState(name)
  const [isCompany, setCompany] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() !== '') onName(text.trim(), isCompany)
  }
  return (
    <form className="clause" onSubmit={submit}>
      <input
        ref={takeFocus}
        className="field"
        maxLength={80}
        aria-label={t`Name of the view`}
        placeholder={t`Name of the view`}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {isPlanner ? (
        <label className="row">
          <input type="checkbox" checked={isCompany} onChange={() => setCompany(!isCompany)} />
          <Trans>For the whole company</Trans>
        </label>
      ) : null}
      <button type="submit" className="btn pri" disabled={text.trim() === ''}>
        <Trans>Save the view</Trans>
      </button>
    </form>
  )
}
