import { Trans } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
import { LoginPage } from './accounts/login-page.tsx'
import { useSession } from './accounts/session.ts'
import { send } from './rest/client.ts'
import { useLive } from './rest/live.ts'
import { Rail } from './shell/rail.tsx'
import { TopBar } from './shell/top-bar.tsx'
import { readTodaySearch, TodayPage } from './today/today-page.tsx'
import { useToday } from './today/today-data.ts'

/** The screens behind the login. */
export const App = () => {
  const session = useSession()
  const queries = useQueryClient()
  if (session.data === undefined) return null
  if (session.data === null)
    return (
      <LoginPage
        onEnter={async (entry) => {
          await send('POST', '/api/session', entry)
          await queries.invalidateQueries()
        }}
      />
    )
  return <RouterProvider router={router} />
}

const Shell = () => {
  const session = useSession()
  const today = useToday()
  const queries = useQueryClient()
  useLive(session.data !== null)
  const leave = async (): Promise<void> => {
    await send('DELETE', '/api/session')
    queries.clear()
    await queries.invalidateQueries()
  }
  return (
    <div className="app">
      <Rail />
      <TopBar company={today.data?.company ?? ''} person={session.data?.name ?? null} onLeave={leave}>
        {today.data?.isDemo ? (
          <span className="chip">
            <Trans>Demo: generated data</Trans>
          </span>
        ) : null}
      </TopBar>
      <main className="main">
        <Outlet />
      </main>
    </div>
  )
}

const root = createRootRoute({ component: Shell })
const todayRoute = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: TodayPage,
  validateSearch: readTodaySearch,
})
const router = createRouter({ routeTree: root.addChildren([todayRoute]) })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
