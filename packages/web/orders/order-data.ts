import { useQuery } from '@tanstack/react-query'
import type { RecordEdit } from '../../../schemas/rest/edits.ts'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { DatesPromised, PromiseDates, PromisedLines } from '../../../schemas/rest/promising.ts'
import { plainText } from '../grid/grid-state.ts'
import { read, send } from '../rest/client.ts'
import { RECORDS_TOPIC } from '../rest/topics.ts'
import type { SalesLine } from './order-lines.ts'

const MOST_LINES = 10_000

/** All lines of one order, closed ones too, in their order. */
export const useOrderLines = (order: string | undefined) =>
  useQuery({
    queryKey: [RECORDS_TOPIC, 'order', order],
    enabled: order !== undefined,
    queryFn: () => readLines(order!),
  })

export async function readLines(order: string): Promise<readonly SalesLine[]> {
  const filter = encodeURIComponent(`order:${plainText(order)}`)
  const { rows } = await read<ListPage<SalesLine>>(`/api/records/sales_orders?filter=${filter}&limit=${MOST_LINES}`)
  return rows
}

/** Numbers of the orders there are, the newest last. */
export const useOrderNumbers = () =>
  useQuery({
    queryKey: [RECORDS_TOPIC, 'order-numbers'],
    queryFn: async () => {
      const { rows } = await read<ListPage<SalesLine>>(`/api/records/sales_orders?sort=-position&limit=${MOST_LINES}`)
      return [...new Set(rows.map((one) => one.order))]
    },
  })

export interface AskedLines {
  readonly lines: readonly { readonly item: string; readonly quantity: string }[]
  readonly wanted: string
  /** Lines that these stand in place of. */
  readonly without: readonly string[]
}

export const askLines = (asked: AskedLines): Promise<PromisedLines> => send('POST', '/api/promise-lines', asked)

export const reserveLines = ({ lines, wanted }: AskedLines, customer: string, reserveHours: number) =>
  send<PromisedLines>('POST', '/api/promise-lines', { lines, wanted, reserveHours, ...(customer ? { customer } : {}) })

/** Keeps dates, and takes back all that it did. */
export async function promiseDates(
  dates: Omit<PromiseDates, 'edits'> & { readonly edits?: readonly RecordEdit[] },
): Promise<DatesPromised & { undo: () => Promise<unknown> }> {
  const done = await send<DatesPromised>('PUT', '/api/promised-dates', dates)
  const undo = async (): Promise<void> => {
    if (done.batch !== null) await send('POST', `/api/imports/${done.batch}/undo`)
    if (done.before.length > 0) await send('PUT', '/api/promised-dates', { dates: done.before })
  }
  return { ...done, undo }
}
