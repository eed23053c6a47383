export { actingRoutes } from './acting.route.ts'
