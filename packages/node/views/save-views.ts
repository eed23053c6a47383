import { randomUUID } from 'node:crypto'
import type { DefaultChange, NewView, SavedViews, ViewChange } from '../../../schemas/rest/views.ts'
import type { Database, Session } from '../platform/database.ts'
import { mayAct, type Person } from '../platform/guard.ts'
import { Refused } from '../platform/problem.ts'
import {
  clearDefault,
  clearDefaultsOfOthers,
  countViews,
  deleteView,
  findView,
  insertView,
  isNameTaken,
  listViews,
  lockViews,
  restoreView,
  setDefault,
  updateView,
  type ViewRow,
} from './views.store.ts'

/** Most views of one list, for a person and for the company. */
const MOST = 100

export interface ViewRoom {
  readonly database: Database
  readonly by: Person
}

export const readViews = async ({ database, by }: ViewRoom, list: string): Promise<SavedViews> => ({
  views: [...(await listViews(database, list, by.id))],
})

/** Keeps a view. Refused: a name that is taken, a view of the company by somebody who may not change it. */
export async function saveView({ database, by }: ViewRoom, view: NewView): Promise<{ id: string }> {
  if (view.isCompany) refuseCompany(by)
  const id = randomUUID()
  await database.transaction(async (transaction) => {
    await lockViews(transaction)
    if ((await countViews(transaction, view.list, view.isCompany ? null : by.id)) >= MOST)
      throw new Refused('invalid', `a list should have at most ${MOST} views; delete some`)
    const isNew = await insertView(transaction, { ...view, name: view.name.trim(), id, person: by.id })
    if (!isNew) throw taken(view.name)
  })
  return { id }
}

/** Renames a view, gives it another query, shares it with the company or takes it back to oneself. */
export function changeView({ database, by }: ViewRoom, id: string, change: ViewChange): Promise<void> {
  return database.transaction(async (transaction) => {
    await lockViews(transaction)
    const before = await changeable(transaction, id, by)
    const isCompany = change.isCompany ?? before.isCompany
    if (isCompany) refuseCompany(by)
    const isTakenBack = before.isCompany && !isCompany
    const after: ViewRow = {
      ...before,
      name: change.name?.trim() ?? before.name,
      query: change.query ?? before.query,
      isCompany,
      person: isTakenBack ? by.id : before.person,
    }
    if (await isNameTaken(transaction, after)) throw taken(after.name)
    await updateView(transaction, after)
    if (isTakenBack) await clearDefaultsOfOthers(transaction, after, by.id)
  })
}

export function removeView({ database, by }: ViewRoom, id: string): Promise<void> {
  return database.transaction(async (transaction) => {
    await changeable(transaction, id, by)
    await deleteView(transaction, id)
  })
}

/** Puts a view back that was taken away. Refused: another one has taken its name. */
export function bringBack({ database, by }: ViewRoom, id: string): Promise<void> {
  return database.transaction(async (transaction) => {
    await lockViews(transaction)
    const view = await changeable(transaction, id, by, true)
    if (await isNameTaken(transaction, view)) throw taken(view.name)
    await restoreView(transaction, id)
  })
}

/** Says with which view a list opens: for oneself, or for everybody who has chosen none. */
export function chooseDefault(
  { database, by }: ViewRoom,
  id: string,
  { isDefault, isCompany }: DefaultChange,
): Promise<void> {
  return database.transaction(async (transaction) => {
    const view = await findView(transaction, id)
    if (!view || !isSeen(view, by)) throw unknown(id)
    if (isCompany) refuseCompany(by)
    if (isCompany && !view.isCompany)
      throw new Refused('invalid', 'the default of the company should be a view of the company; share it first')
    await (isDefault ? setDefault : clearDefault)(transaction, view, isCompany ? '' : by.id)
  })
}

const isSeen = (view: ViewRow, by: Person): boolean => view.isCompany || view.person === by.id

/** A view that a person may change: their own, and for planners those of the company. Another's private one is not there. */
async function changeable(session: Session, id: string, by: Person, isDeleted = false): Promise<ViewRow> {
  const view = await findView(session, id, isDeleted)
  if (!view || !isSeen(view, by)) throw unknown(id)
  if (view.isCompany) refuseCompany(by)
  return view
}

function refuseCompany(by: Person): void {
  if (!mayAct(by.role, 'planner'))
    throw new Refused('forbidden', `Role (${by.role}) should be planner or above to change what the company sees`)
}

const unknown = (id: string): Refused => new Refused('not-found', `view (${id}) should exist`)
const taken = (name: string): Refused =>
  new Refused('conflict', `name (${name}) should be new: another view of this list has it`)
