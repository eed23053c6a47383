import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readTodaySearch } from './today-search.ts'

export const todayRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/',
    validateSearch: readTodaySearch,
    component: lazyRouteComponent(() => import('./today-page.tsx'), 'TodayPage'),
  })
