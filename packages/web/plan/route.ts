import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readActionsSearch } from './actions-search.ts'

export const actionsRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/plan',
    validateSearch: readActionsSearch,
    component: lazyRouteComponent(() => import('./actions-page.tsx'), 'ActionsPage'),
  })
