import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readProductSearch, readProductsSearch } from './products-search.ts'

export const productsRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/products',
    validateSearch: readProductsSearch,
    component: lazyRouteComponent(() => import('./products-page.tsx'), 'ProductsPage'),
  })

export const productRoute = (parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/products/item',
    validateSearch: readProductSearch,
    component: lazyRouteComponent(() => import('./product-page.tsx'), 'ProductPage'),
  })
