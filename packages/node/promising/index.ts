export { promisingRoutes } from './promising.route.ts'
