export { orderingRoutes } from './ordering.route.ts'
