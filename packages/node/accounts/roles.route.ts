import { Roles } from '../../../schemas/rest/accounts.ts'
import { ROLES, type Role } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'

/** What people do, each with a door that stands for it: the matrix of roles is what the doors say, not what somebody wrote down. */
const ACTS: Readonly<Record<string, string>> = {
  read: 'GET /api/today',
  plan: 'POST /api/plan-runs',
  act: 'POST /api/planning-actions/apply',
  forecast: 'POST /api/forecast-overrides',
  promise: 'POST /api/promises',
  schedule: 'POST /api/schedule/moves',
  edit: 'POST /api/record-edits',
  import: 'POST /api/imports',
  undo: 'POST /api/imports/:id/undo',
  token: 'POST /api/tokens',
  people: 'POST /api/people',
  audit: 'GET /api/audit',
  backup: 'POST /api/backups',
  node: 'GET /api/node',
}

/** Collects who may use which door; call it before the routes that it is to know. */
export function roleRoutes(http: Http): void {
  const leastOf = new Map<string, Role>()
  http.addHook('onRoute', ({ method, url, config }) => {
    const access = config?.access
    if (access === undefined || access === 'public' || access === 'partner') return
    for (const one of [method].flat()) leastOf.set(`${one} ${url}`, access)
  })
  http.get(
    '/api/roles',
    {
      config: { access: 'viewer' },
      schema: { summary: 'What each role may do', response: { 200: Roles } },
    },
    () => ({
      roles: [...ROLES],
      acts: Object.entries(ACTS).flatMap(([act, door]) => {
        const least = leastOf.get(door)
        return least === undefined ? [] : [{ act, least }]
      }),
    }),
  )
}
