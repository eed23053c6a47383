import { useQueryClient } from '@tanstack/react-query'
import { createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { FirstPasswordPage } from './accounts/first-password-page.tsx'
import { LoginAgain } from './accounts/login-again.tsx'
import { LoginPage } from './accounts/login-page.tsx'
import { useSession } from './accounts/session.ts'
import { forecastRoute, sellThroughRoute } from './demand/route.ts'
import { EditsProvider } from './editing/edits.tsx'
import { importsRoute } from './imports/route.ts'
import { materialsRoute } from './materials/route.ts'
import { orderRoute, ordersRoute } from './orders/route.ts'
import { partnersRoutes } from './partners/route.ts'
import { actionsRoute, loadRoute } from './plan/route.ts'
import { productRoute, productsRoute } from './products/route.ts'
import { promiseRoute } from './promise/route.ts'
import { send } from './rest/client.ts'
import { armGate } from './rest/session-gate.ts'
import { scheduleRoute } from './schedule/route.ts'
import { settingsRoutes } from './settings/route.ts'
import { BrokenPage } from './shell/broken-page.tsx'
import { MissingPage } from './shell/missing-page.tsx'
import { Shell } from './shell/shell.tsx'
import { todayRoute } from './today/route.ts'

/** The screens behind the login. */
export const App = () => {
  const session = useSession()
  const queries = useQueryClient()
  const email = session.data?.mustChange ? undefined : session.data?.email
  useEffect(() => {
    if (email !== undefined) armGate()
  }, [email])
  if (session.data === undefined) return session.isError ? <BrokenPage error={session.error} /> : null
  if (session.data === null)
    return (
      <LoginPage
        onEnter={async (entry) => {
          await send('POST', '/api/session', entry)
          await queries.invalidateQueries()
        }}
      />
    )
  if (session.data.mustChange) return <FirstPasswordPage />
  return (
    <EditsProvider>
      <RouterProvider router={router} />
      <LoginAgain email={session.data.email} />
    </EditsProvider>
  )
}

const root = createRootRoute({ component: Shell, notFoundComponent: MissingPage })
const router = createRouter({
  routeTree: root.addChildren([
    todayRoute(root),
    ordersRoute(root),
    orderRoute(root),
    promiseRoute(root),
    forecastRoute(root),
    sellThroughRoute(root),
    actionsRoute(root),
    loadRoute(root),
    materialsRoute(root),
    scheduleRoute(root),
    productsRoute(root),
    productRoute(root),
    importsRoute(root),
    ...partnersRoutes(root),
    ...settingsRoutes(root),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenPage,
})
