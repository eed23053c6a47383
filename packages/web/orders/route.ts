import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readOrderSearch, readOrdersSearch } from './orders-search.ts'

export const ordersRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/demand/orders',
    validateSearch: readOrdersSearch,
    component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
  })

/** A new order; one that exists by `?order=`. */
export const orderRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/demand/order',
    validateSearch: readOrderSearch,
    component: lazyRouteComponent(() => import('./order-page.tsx'), 'OrderPage'),
  })
