import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Heat, HeatQuery, Outlook } from '../../../schemas/rest/demand.ts'
import type { OverrideSpread, SpreadQuery } from '../../../schemas/rest/forecasting.ts'
import { RequestRefused, read } from '../rest/client.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'
import type { OpenScope } from './forecast-search.ts'

const queryOf = (facts: Readonly<Record<string, string | undefined>>): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(facts)) if (value !== undefined && value !== '') query.set(name, value)
  return query.toString()
}

/** Sales and forecast of a scope; null: there is no such item, style or category. */
export const useOutlook = ({ level, key, place }: OpenScope) =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'outlook', level, key ?? '', place ?? ''],
    queryFn: async () => {
      try {
        return await read<Outlook>(`/api/demand-outlook?${queryOf({ level, key, place })}`)
      } catch (error) {
        if (error instanceof RequestRefused && error.problem.status === 404) return null
        throw error
      }
    },
  })

/** How an override would spread down; null: nothing is asked yet. */
export const useSpread = (asked: SpreadQuery | null) =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'spread', asked],
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    queryFn: () => read<OverrideSpread>(`/api/forecast-overrides/spread?${queryOf({ ...asked! })}`),
  })

export const useHeat = (asked: HeatQuery | null) =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'heat', asked],
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    queryFn: () => read<Heat>(`/api/sell-through-heat?${queryOf({ ...asked! })}`),
  })
