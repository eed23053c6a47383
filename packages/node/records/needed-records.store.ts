import { contractOf } from '@headwater/files/contract/file-contracts'
import type { GivenCells } from '@headwater/files/import/given-rows'
import { rowKey } from '@headwater/files/import/row-key'
import type { RecordEdit } from '../../../schemas/rest/edits.ts'
import type { Session } from '../platform/database.ts'
import { loadRecords } from './records.store.ts'

/** A row of these is judged by itself and by what it names; only pins name one of them, a work order. */
const LEAVES: ReadonlySet<string> = new Set([
  'sales_orders',
  'purchase_orders',
  'work_orders',
  'stock',
  'pinned_operations',
])

/** Few rows, which those above and each other name: read whole. */
const WHOLE = ['parameters', 'calendars', 'calendar_exceptions', 'suppliers', 'work_centers', 'work_units']

type Records = Map<string, Map<string, GivenCells>>

/**
 * The records that decide whether edits may be written: of orders and stock the rows that change, what these name and what names them, not
 * the hundred thousand others, which stay as right as they are. For other files, whose rows bear on any number of others, every record.
 */
export async function loadNeeded(session: Session, edits: readonly RecordEdit[]): Promise<Records> {
  const places = edits.flatMap(({ file, key }) => (key === null ? [] : [`${file}|${key}`]))
  if (!edits.every((one) => LEAVES.has(one.file)) || new Set(places).size < places.length) return loadRecords(session)
  const edited = await loadPlaces(session, edits)
  const rows = edits.flatMap(({ file, key, cells }) => {
    const before = key === null ? undefined : edited.get(file)?.get(key)
    return [{ file, cells: { ...before, ...cells } }, ...(before ? [{ file, cells: before }] : [])]
  })
  const known = await loadAround(session, { edits, rows })
  const named = [...known.values()].flatMap((file) => [...file.values()])
  return merged([known, await loadItems(session, [...rows.map((one) => one.cells), ...named])])
}

interface Row {
  readonly file: string
  readonly cells: GivenCells
}

const loadPlaces = (session: Session, edits: readonly RecordEdit[]): Promise<Records> => {
  const places = edits.flatMap(({ file, key }) => (key === null ? [] : [{ file, key }]))
  return load(session, {
    text: '(file, key) in (select * from unnest($1::text[], $2::text[]))',
    values: [places.map((one) => one.file), places.map((one) => one.key)],
  })
}

/** Rows under the old keys and the new ones, small files, and of the orders in question the work orders and their pins. */
async function loadAround(
  session: Session,
  { edits, rows }: { readonly edits: readonly RecordEdit[]; readonly rows: readonly Row[] },
): Promise<Records> {
  const places = [
    ...edits.flatMap(({ file, key }) => (key === null ? [] : [{ file, key }])),
    ...rows.map(({ file, cells }) => ({ file, key: rowKey(contractOf(file)!, cells) })),
  ]
  const orders = rows.flatMap(({ file, cells }) =>
    file === 'work_orders' || file === 'pinned_operations' ? [cells.order ?? ''] : [],
  )
  return load(session, {
    text: `file = any ($3::text[]) or (file, key) in (select * from unnest($1::text[], $2::text[]))
           or (file = 'work_orders' and key = any ($4::text[]))
           or (file = 'pinned_operations' and cells ->> 'order' = any ($4::text[]))`,
    values: [places.map((one) => one.file), places.map((one) => one.key), WHOLE, orders],
  })
}

/** The items that rows name, and the units of these. */
function loadItems(session: Session, rows: readonly GivenCells[]): Promise<Records> {
  const items = [...new Set(rows.flatMap((one) => (one.item === undefined ? [] : [one.item])))]
  return load(session, {
    text: `(file = 'items' and key = any ($1::text[]))
           or (file = 'units' and (coalesce(cells ->> 'item', '') = '' or cells ->> 'item' = any ($1::text[])))`,
    values: [items],
  })
}

async function load(
  session: Session,
  { text, values }: { readonly text: string; readonly values: readonly unknown[] },
): Promise<Records> {
  const rows = await session.query<{ file: string; key: string; cells: GivenCells }>({
    text: `select file, key, cells from record where ${text} order by file, position`,
    values,
  })
  const files: Records = new Map()
  for (const { file, key, cells } of rows) files.set(file, (files.get(file) ?? new Map()).set(key, cells))
  return files
}

const merged = (parts: readonly Records[]): Records => new Map(parts.flatMap((one) => [...one]))
