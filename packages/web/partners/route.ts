import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readAgreementsSearch } from './agreements-search.ts'
import { readIncidentsSearch } from './incidents-search.ts'
import { readMessagesSearch } from './messages-search.ts'
import { readPartnersSearch } from './partners-search.ts'

/** The screens of the network. */
export const partnersRoutes = (parent: AnyRoute) => {
  const getParentRoute = () => parent
  return [
    createRoute({
      getParentRoute,
      path: '/partners',
      validateSearch: readPartnersSearch,
      component: lazyRouteComponent(() => import('./partners-page.tsx'), 'PartnersPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/partners/messages',
      validateSearch: readMessagesSearch,
      component: lazyRouteComponent(() => import('./messages-page.tsx'), 'MessagesPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/partners/agreements',
      validateSearch: readAgreementsSearch,
      component: lazyRouteComponent(() => import('./agreements-page.tsx'), 'AgreementsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/partners/incidents',
      validateSearch: readIncidentsSearch,
      component: lazyRouteComponent(() => import('./incidents-page.tsx'), 'IncidentsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/partners/own',
      component: lazyRouteComponent(() => import('./own-page.tsx'), 'OwnPage'),
    }),
  ]
}
