import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { PromisedLines, Reservations } from '../../../schemas/rest/promising.ts'
import { RequestRefused, read, send } from '../rest/client.ts'
import { useAcross } from '../rest/pack.ts'
import { PLAN_TOPIC, RECORDS_TOPIC } from '../rest/topics.ts'
import { type PromiseSearch, readLines } from './promise-search.ts'
import { type ItemRow, matricesOf } from './style-matrix.ts'

const PAGE = 10_000

async function readItems(): Promise<readonly ItemRow[]> {
  const rows: ItemRow[] = []
  let next: string | null = null
  do {
    const cursor: string = next === null ? '' : `&cursor=${encodeURIComponent(next)}`
    const page: ListPage<ItemRow> = await read<ListPage<ItemRow>>(`/api/records/items?limit=${PAGE}${cursor}`)
    rows.push(...page.rows)
    next = page.next
  } while (next !== null)
  return rows
}

/** All items, and the styles that they make. */
export function useStyles() {
  const { data } = useQuery({ queryKey: [RECORDS_TOPIC, 'items'], queryFn: readItems, staleTime: Infinity })
  const across = [...useAcross()].join('\n')
  return useMemo(
    () =>
      data && {
        matrices: matricesOf(data, new Set(across.split('\n'))),
        items: new Map(data.map((one) => [one.item, one])),
      },
    [data, across],
  )
}

export type Styles = NonNullable<ReturnType<typeof useStyles>>

/** The answer to what the address asks; an inquiry, so nothing changes. */
export const usePromise = ({ lines, wanted }: PromiseSearch) =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'promise', lines, wanted],
    enabled: lines !== undefined && wanted !== undefined,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: () => send<PromisedLines>('POST', '/api/promise-lines', { lines: readLines(lines), wanted }),
  })

export const reserveLines = (
  { lines, wanted, customer }: PromiseSearch,
  reserveHours: number,
): Promise<PromisedLines> =>
  send('POST', '/api/promise-lines', {
    lines: readLines(lines),
    wanted,
    reserveHours,
    ...(customer ? { customer } : {}),
  })

/** Gives reservations back; one that has run out or was released already is no matter. */
export async function releaseAll(ids: readonly string[]): Promise<void> {
  for (const id of ids)
    await send('DELETE', `/api/reservations/${id}`).catch((error: unknown) => {
      if (!(error instanceof RequestRefused) || error.problem.status !== 404) throw error
    })
}

/** A reservation may run out while the page stands open. */
const EVERY_MS = 60_000

export const useReservations = () =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'reservations'],
    queryFn: () => read<Reservations>('/api/reservations'),
    refetchInterval: EVERY_MS,
  })

/** Customers of the open orders, for the field to offer. */
export const useCustomers = () =>
  useQuery({
    queryKey: [RECORDS_TOPIC, 'customers'],
    staleTime: Infinity,
    queryFn: async () => {
      const { rows } = await read<ListPage<{ readonly customer: string | null }>>(
        `/api/records/sales_orders?limit=${PAGE}`,
      )
      return [...new Set(rows.map((one) => one.customer ?? '').filter((one) => one !== ''))].toSorted()
    },
  })
