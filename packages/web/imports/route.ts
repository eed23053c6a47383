import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readImportsSearch } from './imports-search.ts'

export const importsRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/settings/imports',
    validateSearch: readImportsSearch,
    component: lazyRouteComponent(() => import('./imports-page.tsx'), 'ImportsPage'),
  })
