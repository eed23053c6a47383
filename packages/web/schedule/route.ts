import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readScheduleSearch } from './schedule-search.ts'

export const scheduleRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/plan/schedule',
    validateSearch: readScheduleSearch,
    component: lazyRouteComponent(() => import('./schedule-page.tsx'), 'SchedulePage'),
  })
