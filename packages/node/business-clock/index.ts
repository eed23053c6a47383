export { clockRoutes } from './clock.route.ts'
