export { auditingRoutes } from './auditing.route.ts'
