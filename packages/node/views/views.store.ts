import type { SavedView, ViewQuery } from '../../../schemas/rest/views.ts'
import type { Session } from '../platform/database.ts'

export interface ViewRow {
  readonly [column: string]: unknown
  readonly id: string
  readonly list: string
  readonly name: string
  readonly query: ViewQuery
  readonly person: string | null
  readonly isCompany: boolean
}

const COLUMNS = `id, list, name, query, person, is_company as "isCompany"`

/** One change of names at a time, to the end of the transaction: of two who give the same name the second is told so. */
export async function lockViews(session: Session): Promise<void> {
  await session.query({ text: `select pg_advisory_xact_lock(hashtext('headwater views'))` })
}

/** Views of a list that a person sees: their own and the company's. */
export function listViews(session: Session, list: string, person: string): Promise<readonly SavedView[]> {
  return session.query<SavedView & Record<string, unknown>>({
    text: `select v.id, v.name, v.query, v.is_company as "isCompany", coalesce(v.person = $2, false) as "isMine", u.name as by,
                  exists (select 1 from default_view d where d.view = v.id and d.person = $2) as "isDefault",
                  exists (select 1 from default_view d where d.view = v.id and d.person = '') as "isCompanyDefault"
           from saved_view v left join "user" u on u.id = v.person
           where v.list = $1 and v.deleted is null and (v.is_company or v.person = $2)
           order by v.is_company, lower(v.name), v.id`,
    values: [list, person],
  })
}

/** A view, also one that was taken away (`isDeleted`); locked until the end of the transaction. */
export async function findView(session: Session, id: string, isDeleted = false): Promise<ViewRow | undefined> {
  const rows = await session.query<ViewRow>({
    text: `select ${COLUMNS} from saved_view where id = $1 and (deleted is not null) = $2 for update`,
    values: [id, isDeleted],
  })
  return rows[0]
}

/** The query of a view as it is now; undefined: it is gone, of another list, or one that the person does not see. */
export async function findQuery(
  session: Session,
  { view, list, person }: { readonly view: string; readonly list: string; readonly person: string },
): Promise<ViewQuery | undefined> {
  const rows = await session.query<{ query: ViewQuery }>({
    text: `select query from saved_view
           where id = $1 and list = $2 and (is_company or person = $3) and deleted is null`,
    values: [view, list, person],
  })
  return rows[0]?.query
}

/** False: another view has that name. */
export async function insertView(session: Session, view: Omit<ViewRow, 'isDeleted'>): Promise<boolean> {
  const rows = await session.query({
    text: `insert into saved_view (id, list, name, query, person, is_company) values ($1, $2, $3, $4::jsonb, $5, $6)
           on conflict do nothing returning 1`,
    values: [view.id, view.list, view.name, JSON.stringify(view.query), view.person, view.isCompany],
  })
  return rows.length > 0
}

export async function updateView(session: Session, { id, name, query, isCompany, person }: ViewRow): Promise<void> {
  await session.query({
    text: `update saved_view set name = $2, query = $3::jsonb, is_company = $4, person = $5, changed = now() where id = $1`,
    values: [id, name, JSON.stringify(query), isCompany, person],
  })
}

/** Whether another view stands in the way of this name. */
export async function isNameTaken(session: Session, { id, list, name, isCompany, person }: ViewRow): Promise<boolean> {
  const rows = await session.query({
    text: `select 1 from saved_view where list = $2 and lower(name) = lower($3) and is_company = $4 and id <> $1
             and deleted is null and (is_company or person = $5)`,
    values: [id, list, name, isCompany, person],
  })
  return rows.length > 0
}

export async function countViews(session: Session, list: string, person: string | null): Promise<number> {
  const [row] = await session.query<{ views: number }>({
    text: `select count(*)::int as views from saved_view
           where list = $1 and deleted is null and (case when $2::text is null then is_company else not is_company and person = $2 end)`,
    values: [list, person],
  })
  return row!.views
}

const KEPT_DAYS = 30

/** Takes a view away; it can be had back for some weeks, with what it was the default of. */
export async function deleteView(session: Session, id: string): Promise<void> {
  await session.query({ text: 'update saved_view set deleted = now() where id = $1', values: [id] })
  await session.query({
    text: `delete from saved_view where deleted < now() - make_interval(days => ${KEPT_DAYS})`,
  })
}

export async function restoreView(session: Session, id: string): Promise<void> {
  await session.query({ text: 'update saved_view set deleted = null where id = $1', values: [id] })
}

/** `person` '': the company. */
export async function setDefault(session: Session, { id, list }: ViewRow, person: string): Promise<void> {
  await session.query({
    text: `insert into default_view (list, person, view) values ($1, $2, $3)
           on conflict (list, person) do update set view = excluded.view`,
    values: [list, person, id],
  })
}

export async function clearDefault(session: Session, { id, list }: ViewRow, person: string): Promise<void> {
  await session.query({
    text: 'delete from default_view where list = $1 and person = $2 and view = $3',
    values: [list, person, id],
  })
}

/** What was everybody’s is one person’s again: it opens nobody else’s list. */
export async function clearDefaultsOfOthers(session: Session, { id }: ViewRow, person: string): Promise<void> {
  await session.query({ text: 'delete from default_view where view = $1 and person <> $2', values: [id, person] })
}
