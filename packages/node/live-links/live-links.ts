import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { LinkMade, NewLink } from '../../../schemas/rest/views.ts'
import { writeAudit } from '../accounts/index.ts'
import type { Database } from '../platform/database.ts'
import { mayAct, type Person } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'
import { listOf } from '../platform/list-route.ts'
import { type Table, tableOf } from '../platform/list-table.ts'
import { Refused } from '../platform/problem.ts'
import { findQuery } from '../views/index.ts'
import { deleteLink, findLink, insertLink, type LinkRow, listLinks } from './live-link.store.ts'

/** Differs from that of a program's token: one is never taken for the other. */
const PREFIX = 'hwl_'
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

export interface LinkRoom {
  readonly http: Http
  readonly database: Database
}

/** Makes a link that reads one list as a table; its address is shown this once. Made by a person, not with a token. */
export async function createLink({ http, database }: LinkRoom, order: NewLink, by: Person): Promise<LinkMade> {
  if (by.by === 'token')
    throw new Refused('forbidden', 'A live data link should be made by a person who is logged in, not with a token')
  const { list, name, view = null, query, titles = {}, days } = order
  refuseUnread(listOf(http, list).access, by.role)
  if (view !== null && !(await findQuery(database, { view, list, person: by.id })))
    throw new Refused('not-found', `view (${view}) should be one of ${list} that you see`)
  const token = `${PREFIX}${randomBytes(32).toString('base64url')}`
  const id = randomUUID()
  await database.transaction(async (transaction) => {
    const link = { list, view, query, titles }
    await insertLink(transaction, { id, name, days, person: by.id, hash: hashOf(token), link })
    await writeAudit(transaction, {
      by: by.email,
      what: 'link.created',
      file: 'link',
      key: id,
      after: { name, list, days },
    })
  })
  const path = `/api/live-data/${token}/table`
  return { id, csv: `${path}.csv`, xlsx: `${path}.xlsx` }
}

/** An owner sees and revokes every link, others their own. */
const whoseOf = (by: Person): string | null => (by.role === 'owner' ? null : by.id)

export const readLinks = (database: Database, by: Person): Promise<readonly LinkRow[]> =>
  listLinks(database, whoseOf(by))

export async function revokeLink(database: Database, id: string, by: Person): Promise<void> {
  await database.transaction(async (transaction) => {
    if (!(await deleteLink(transaction, id, whoseOf(by)))) throw new Refused('not-found', `link (${id}) should exist`)
    await writeAudit(transaction, { by: by.email, what: 'link.revoked', file: 'link', key: id })
  })
}

/** The table that a link reads: the query of its saved view as it is now, else that of when it was made. Refused `not-found` for any other. */
export async function readLinkedTable(
  { http, database }: LinkRoom,
  { token, ending }: { readonly token: string; readonly ending: 'csv' | 'xlsx' },
): Promise<Table> {
  const found = token.startsWith(PREFIX) ? await findLink(database, hashOf(token)) : undefined
  if (!found)
    throw new Refused('not-found', 'This link should be one that works: it is unknown, revoked or has run out')
  const { link, name, person, role } = found
  const list = listOf(http, link.list)
  refuseUnread(list.access, role)
  const { list: of, view } = link
  const query = (view === null ? undefined : await findQuery(database, { view, list: of, person })) ?? link.query
  const columns = query.columns?.split(',') ?? Object.keys(link.titles)
  const titled = columns.map((one) => (link.titles[one] ? `${one}=${link.titles[one].replaceAll(/[,=]/g, ' ')}` : one))
  const { filter, search, sort } = query
  return tableOf(list, {
    ending,
    query: {
      ...(filter ? { filter } : {}),
      ...(search ? { search } : {}),
      ...(sort ? { sort } : {}),
      ...(titled.length > 0 ? { columns: titled.join(',') } : {}),
      name,
    },
  })
}

function refuseUnread(access: Person['role'], role: Person['role']): void {
  if (!mayAct(role, access))
    throw new Refused('forbidden', `Role (${role}) should be ${access} or above to read this list`)
}
