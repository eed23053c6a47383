import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ExchangeMessageView } from '../../../schemas/rest/exchange.ts'
import type { IncidentView } from '../../../schemas/rest/incidents.ts'
import type { IdentityView, PartnerDetail, PartnerOfList } from '../../../schemas/rest/partners.ts'
import { read } from '../rest/client.ts'
import { PARTNERS_TOPIC } from '../rest/topics.ts'

/** The node says when messages come or go; what only time changes, such as the end of a pause, is looked at this often. */
const AGAIN_MS = 20_000

const useRead = <T>(path: string) =>
  useQuery({ queryKey: [PARTNERS_TOPIC, path], queryFn: () => read<T>(path), refetchInterval: AGAIN_MS })

export const usePartners = () => useRead<{ readonly partners: readonly PartnerOfList[] }>('/api/partners')
export const usePartner = (id: string) => useRead<PartnerDetail>(`/api/partners/${encodeURIComponent(id)}`)
export const useMessage = (id: string) =>
  useRead<ExchangeMessageView>(`/api/exchange-messages/${encodeURIComponent(id)}`)
export const useIncident = (id: string) => useRead<IncidentView>(`/api/incidents/${encodeURIComponent(id)}`)
export const useIdentity = () => useRead<IdentityView>('/api/identity')

/** Reads everything of the network again after a change. */
export function useRefreshPartners(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: [PARTNERS_TOPIC] })
}
