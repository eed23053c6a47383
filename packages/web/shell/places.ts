import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { IconName } from '../look/icon.tsx'

export interface Place {
  readonly to: string
  readonly icon: IconName
  readonly name: MessageDescriptor
  /** After `g`. */
  readonly key: string
}

/** The places of the rail that have content; the others of the eight appear when they have some. */
export const PLACES: readonly Place[] = [
  { to: '/', icon: 'today', name: msg`Today`, key: 't' },
  { to: '/demand/orders', icon: 'demand', name: msg`Demand`, key: 'd' },
  { to: '/plan', icon: 'plan', name: msg`Plan`, key: 'p' },
  { to: '/materials', icon: 'materials', name: msg`Materials`, key: 'm' },
  { to: '/products', icon: 'products', name: msg`Products`, key: 'r' },
  { to: '/partners', icon: 'partners', name: msg`Partners`, key: 'w' },
  { to: '/settings', icon: 'settings', name: msg`Settings`, key: 's' },
]
