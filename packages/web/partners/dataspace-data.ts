import { useQuery } from '@tanstack/react-query'
import type { NegotiationDetail, PartnerCatalogue, TransferDetail } from '../../../schemas/rest/dataspace.ts'
import { read } from '../rest/client.ts'
import { PARTNERS_TOPIC } from '../rest/topics.ts'

/** A negotiation or a transfer with all that was said. */
export const useProcess = <Detail extends NegotiationDetail | TransferDetail>(list: string, id: string) =>
  useQuery({
    queryKey: [PARTNERS_TOPIC, list, id],
    queryFn: () => read<Detail>(`/api/${list}/${encodeURIComponent(id)}`),
  })

/** Asked of the partner's node, and not again by itself: what changes here does not make it stale. */
export const usePartnerCatalogue = (partner: string, isOn: boolean) =>
  useQuery({
    queryKey: ['partner-catalogue', partner],
    queryFn: () => read<PartnerCatalogue>(`/api/partners/${encodeURIComponent(partner)}/catalogue`),
    enabled: isOn,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
