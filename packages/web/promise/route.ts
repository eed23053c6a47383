import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readPromiseSearch } from './promise-search.ts'

export const promiseRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/demand/promise',
    validateSearch: readPromiseSearch,
    component: lazyRouteComponent(() => import('./promise-page.tsx'), 'PromisePage'),
  })
