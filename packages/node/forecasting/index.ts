export { loadForecasts } from './current-forecasts.store.ts'
export { demandRoutes } from './demand.route.ts'
export { forecastingRoutes } from './forecasting.route.ts'
export { loadOverrides } from './overrides.store.ts'
