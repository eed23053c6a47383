import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import { read } from '../rest/client.ts'
import { type GridState, listQuery } from './grid-state.ts'

const FIRST = 200
const NEXT = 5_000

export interface LoadedList<Row> {
  readonly rows: readonly Row[]
  /** Rows that the filter leaves, loaded or not; undefined: not yet known. */
  readonly total: number | undefined
  readonly failure: Error | null
  readonly isLoading: boolean
  /** Asks for more when the row at this place is not there yet. */
  readonly needRow: (index: number) => void
  /** Loads so many rows, or all where there are fewer, and resolves with those that are there. */
  readonly loadTo: (count: number) => Promise<readonly Row[]>
}

/** A list page by page: the first screenful at once, the rest when somebody scrolls there. `topic` names what changes it (rest/live.ts). */
export function useList<Row>(topic: string, path: string, state: GridState): LoadedList<Row> {
  const query = useInfiniteQuery({
    queryKey: [topic, path, state.filter ?? '', state.search ?? '', state.sort ?? ''],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read<ListPage<Row>>(
        `${path}?${listQuery(state, { cursor: pageParam, limit: pageParam === undefined ? FIRST : NEXT })}`,
      ),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const { data, hasNextPage, isFetching, fetchNextPage } = query
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  const needRow = useCallback(
    (index: number) => {
      if (index >= rows.length && hasNextPage && !isFetching) void fetchNextPage()
    },
    [rows.length, hasNextPage, isFetching, fetchNextPage],
  )
  const loadTo = useCallback(
    async (count: number): Promise<readonly Row[]> => {
      let loaded: readonly Row[] = rows
      for (let isMore = hasNextPage; isMore && loaded.length < count; ) {
        const next = await fetchNextPage()
        loaded = next.data?.pages.flatMap((page) => page.rows) ?? loaded
        isMore = next.hasNextPage && next.error === null
      }
      return loaded
    },
    [rows, hasNextPage, fetchNextPage],
  )
  return {
    rows,
    total: data?.pages[0]?.total ?? undefined,
    failure: query.error,
    isLoading: query.isPending,
    needRow,
    loadTo,
  }
}
