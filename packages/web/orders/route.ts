import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readOrdersSearch } from './orders-search.ts'

export const ordersRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/demand/orders',
    validateSearch: readOrdersSearch,
    component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
  })
