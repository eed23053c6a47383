import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ExchangeMessageView, ExchangeStream } from '../../../schemas/rest/exchange.ts'
import type { IdentityView, PartnerDetail, PartnerView } from '../../../schemas/rest/partners.ts'
import { read } from '../rest/client.ts'
import { PARTNERS_TOPIC } from '../rest/topics.ts'

/** Other companies act without a word to this screen: it looks again this often. */
const AGAIN_MS = 5_000

const useRead = <T>(path: string) =>
  useQuery({ queryKey: [PARTNERS_TOPIC, path], queryFn: () => read<T>(path), refetchInterval: AGAIN_MS })

export const usePartners = () => useRead<{ readonly partners: readonly PartnerView[] }>('/api/partners')
export const usePartner = (id: string) => useRead<PartnerDetail>(`/api/partners/${encodeURIComponent(id)}`)
export const useStreams = () => useRead<{ readonly streams: readonly ExchangeStream[] }>('/api/exchange-streams')
export const useMessage = (id: string) =>
  useRead<ExchangeMessageView>(`/api/exchange-messages/${encodeURIComponent(id)}`)
export const useIdentity = () => useRead<IdentityView>('/api/identity')

/** Reads everything of the network again after a change. */
export function useRefreshPartners(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: [PARTNERS_TOPIC] })
}

/** Reads a list again as often, while its page is open. */
export function useFollowed(path: string): void {
  const queries = useQueryClient()
  useEffect(() => {
    const timer = setInterval(() => void queries.invalidateQueries({ queryKey: [PARTNERS_TOPIC, path] }), AGAIN_MS)
    return () => clearInterval(timer)
  }, [queries, path])
}
