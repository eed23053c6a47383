export { viewRoutes } from './views.route.ts'
export { findQuery } from './views.store.ts'
