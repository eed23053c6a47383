export { productRoutes } from './products.route.ts'
