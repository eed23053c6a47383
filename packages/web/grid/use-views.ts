import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SavedView, SavedViews, ViewQuery } from '../../../schemas/rest/views.ts'
import { read, send } from '../rest/client.ts'
import { type GridState, VIEW_NAMES } from './grid-state.ts'

const KEY = 'views'

/** Saved views of a list: the reader's own and the company's. */
export const useViews = (list: string) =>
  useQuery({
    queryKey: [KEY, list],
    staleTime: 30_000,
    queryFn: async () => (await read<SavedViews>(`/api/views?list=${encodeURIComponent(list)}`)).views,
  })

/** The view of this number, where the reader sees it. */
export const useView = (list: string, id: string | undefined): SavedView | undefined =>
  useViews(list).data?.find((one) => one.id === id)

/** What a view keeps of what the address says. */
export const viewQueryOf = (state: GridState): ViewQuery =>
  Object.fromEntries(
    VIEW_NAMES.flatMap((name) => (state[name] === undefined || state[name] === '' ? [] : [[name, state[name]]])),
  )

/** Whether an address still says what its view says. */
export const isSameView = (state: GridState, view: SavedView): boolean =>
  VIEW_NAMES.every((name) => (state[name] ?? '') === (view.query[name] ?? ''))

/** Changes of views; each is seen at once. */
export function useViewChanges(list: string) {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: [KEY, list] })
  const change = async <T>(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> => {
    try {
      return await send<T>(method, `/api/views${path}`, body)
    } finally {
      await refresh()
    }
  }
  return {
    save: (name: string, query: ViewQuery, isCompany: boolean) =>
      change<{ id: string }>('POST', '', { list, name, query, isCompany }),
    update: (id: string, body: { name?: string; query?: ViewQuery; isCompany?: boolean }) =>
      change<void>('PATCH', `/${id}`, body),
    remove: (id: string) => change<void>('DELETE', `/${id}`),
    restore: (id: string) => change<void>('POST', `/${id}/restore`),
    choose: (id: string, isDefault: boolean, isCompany: boolean) =>
      change<void>('PUT', `/${id}/default`, { isDefault, isCompany }),
  }
}
