import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readForecastSearch } from './forecast-search.ts'
import { readHeatSearch } from './heat-search.ts'

export const forecastRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/demand/forecast',
    validateSearch: readForecastSearch,
    component: lazyRouteComponent(() => import('./forecast-page.tsx'), 'ForecastPage'),
  })

export const sellThroughRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/demand/sell-through',
    validateSearch: readHeatSearch,
    component: lazyRouteComponent(() => import('./heat-page.tsx'), 'HeatPage'),
  })
