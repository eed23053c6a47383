import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Inbox, InboxItem } from '../../../schemas/rest/inbox.ts'
import { plainText } from '../grid/grid-state.ts'
import { read, send } from '../rest/client.ts'
import { INBOX_TOPIC } from '../rest/topics.ts'

/** Told by a live event of the node when something comes; the page never asks by itself. */
export const useInbox = () => useQuery({ queryKey: [INBOX_TOPIC], queryFn: () => read<Inbox>('/api/inbox') })

/** Marks items as read, or as not; null: all. What is seen changes at once. */
export function useMarkRead(): (items: readonly InboxItem[] | null, isRead: boolean) => Promise<void> {
  const queries = useQueryClient()
  return async (items, isRead) => {
    const ids = items?.map((one) => one.id) ?? null
    queries.setQueryData<Inbox>([INBOX_TOPIC], (before) => before && marked(before, ids, isRead))
    try {
      await send('POST', '/api/inbox/read', { items: ids, isRead })
    } finally {
      await queries.invalidateQueries({ queryKey: [INBOX_TOPIC] })
    }
  }
}

function marked(inbox: Inbox, ids: readonly number[] | null, isRead: boolean): Inbox {
  const isMeant = (one: InboxItem): boolean => one.isRead !== isRead && (ids === null || ids.includes(one.id))
  const changed = inbox.items.filter(isMeant).length
  const items = inbox.items.map((one) => (isMeant(one) ? { ...one, isRead } : one))
  return { items, unread: ids === null && isRead ? 0 : inbox.unread + (isRead ? -changed : changed) }
}

/** What a thing of the inbox is about, as filters name it. */
export type InboxGroup = 'orders' | 'reservations' | 'work'

export const groupOf = ({ kind }: InboxItem): InboxGroup => {
  if (kind.startsWith('reservation')) return 'reservations'
  return kind.startsWith('import') || kind.startsWith('plan') ? 'work' : 'orders'
}

/** Where the thing is. */
export function placeOf({ kind, facts }: InboxItem): { readonly to: string; readonly search: Record<string, string> } {
  if (kind === 'more-late') return { to: '/demand/orders', search: { filter: 'status:late' } }
  if (kind.startsWith('reservation')) return { to: '/demand/promise', search: {} }
  if (kind === 'plan-failed') return { to: '/', search: {} }
  if (kind.startsWith('import')) return { to: '/settings/imports', search: {} }
  const order = facts.order ?? ''
  return {
    to: '/demand/orders',
    search: { filter: `order:${plainText(order)}`, order: `${order} ${facts.line ?? ''}` },
  }
}
