import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readActionsSearch } from './actions-search.ts'
import { readLoadSearch } from './load-search.ts'

export const actionsRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/plan',
    validateSearch: readActionsSearch,
    component: lazyRouteComponent(() => import('./actions-page.tsx'), 'ActionsPage'),
  })

export const loadRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/plan/load',
    validateSearch: readLoadSearch,
    component: lazyRouteComponent(() => import('./load-page.tsx'), 'LoadPage'),
  })
