import { useQuery } from '@tanstack/react-query'
import type { NegotiationDetail, PartnerCatalogue, TransferDetail } from '../../../schemas/rest/dataspace.ts'
import { read } from '../rest/client.ts'
import { PARTNERS_TOPIC } from '../rest/topics.ts'

/** Other companies act without a word to this screen: it looks again this often. */
const AGAIN_MS = 5_000

/** A negotiation or a transfer with all that was said. */
export const useProcess = <Detail extends NegotiationDetail | TransferDetail>(list: string, id: string) =>
  useQuery({
    queryKey: [PARTNERS_TOPIC, list, id],
    queryFn: () => read<Detail>(`/api/${list}/${encodeURIComponent(id)}`),
    refetchInterval: AGAIN_MS,
  })

/** Asked of the partner's node, and not again by itself. */
export const usePartnerCatalogue = (partner: string, isOn: boolean) =>
  useQuery({
    queryKey: [PARTNERS_TOPIC, 'catalogue', partner],
    queryFn: () => read<PartnerCatalogue>(`/api/partners/${encodeURIComponent(partner)}/catalogue`),
    enabled: isOn,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
