import { useQuery } from '@tanstack/react-query'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { ItemBalance, MaterialEvent, Peg } from '../../../schemas/rest/tracing.ts'
import { plainText } from '../grid/grid-state.ts'
import { read } from '../rest/client.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'
import type { PegStep } from './peg-trail.ts'

const list = <Row>(path: string, filter: string): Promise<ListPage<Row>> =>
  read<ListPage<Row>>(`${path}?${new URLSearchParams({ filter, limit: '10000' })}`)

export const useEvents = (item: string) =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'material-events', item],
    queryFn: () => list<MaterialEvent>('/api/material-events', `item:${plainText(item)}`),
  })

export const useBalance = (item: string) =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'material-balance', item],
    queryFn: () => list<ItemBalance>('/api/material-balances', `item:${plainText(item)}`),
  })

/** One level of pegging, up from a supply or down from a need. */
export const usePegs = ({ way, type, order, line }: PegStep, item: string | null) => {
  const [kind, name, number] =
    way === 'up' ? ['supplyType', 'supply', 'supplyLine'] : ['demandType', 'demand', 'demandLine']
  const clauses = [`${kind}:${type}`, `${name}:${plainText(order)}`]
  if (line !== '') clauses.push(`${number}:${plainText(line)}`)
  if (item !== null) clauses.push(`supplyItem:${plainText(item)}`)
  const filter = clauses.join(';')
  return useQuery({
    queryKey: [PLAN_TOPIC, 'pegging', filter],
    queryFn: () => list<Peg>('/api/pegging', filter),
  })
}
