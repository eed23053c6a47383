export { liveLinkRoutes } from './live-links.route.ts'
