import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readAuditSearch, readCalendarSearch } from './settings-search.ts'

/** The screens of the settings; each is a page of its own, so that its address can be sent. */
export const settingsRoutes = (parent: AnyRoute) => {
  const getParentRoute = () => parent
  return [
    createRoute({
      getParentRoute,
      path: '/settings',
      component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/calendars',
      validateSearch: readCalendarSearch,
      component: lazyRouteComponent(() => import('./calendars-page.tsx'), 'CalendarsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/parameters',
      component: lazyRouteComponent(() => import('./parameters-page.tsx'), 'ParametersPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/tokens',
      component: lazyRouteComponent(() => import('./tokens-page.tsx'), 'TokensPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/audit',
      validateSearch: readAuditSearch,
      component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/backup',
      component: lazyRouteComponent(() => import('./backup-page.tsx'), 'BackupPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/node',
      component: lazyRouteComponent(() => import('./node-page.tsx'), 'NodePage'),
    }),
  ]
}
