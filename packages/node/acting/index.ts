export { actingRoutes } from './acting.route.ts'
export { orderNumbers } from './acting.store.ts'
export { numbersAfter, workOrderCells } from './new-orders.ts'
