import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readMaterialsSearch } from './materials-search.ts'

export const materialsRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/materials',
    validateSearch: readMaterialsSearch,
    component: lazyRouteComponent(() => import('./materials-page.tsx'), 'MaterialsPage'),
  })
