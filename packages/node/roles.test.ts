import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doors, OWN, openDoors } from './doors.suite.ts'
import { mayAct, ROLES, type Role } from './platform/guard.ts'

/** Who may call what. Written out here a second time on purpose: a door that opens wider changes two files. */
const LEAST: Readonly<Record<string, Role | 'public'>> = {
  'GET /api/health': 'public',
  'POST /api/session': 'public',
  'GET /api/session': 'viewer',
  'DELETE /api/session': 'viewer',
  'PUT /api/session/password': 'viewer',
  'GET /api/openapi.json': 'viewer',
  'GET /api/docs': 'viewer',
  'GET /api/live': 'viewer',
  'GET /api/people': 'owner',
  'POST /api/people': 'owner',
  'PUT /api/people/:id/role': 'owner',
  'DELETE /api/people/:id': 'owner',
  'POST /api/people/:id/password': 'owner',
  'PUT /api/people/:id/disabled': 'owner',
  'GET /api/audit': 'owner',
  'GET /api/audit/table.:ending': 'owner',
  'GET /api/audit-entry': 'owner',
  'GET /api/backups': 'owner',
  'POST /api/backups': 'owner',
  'GET /api/backups/:name': 'owner',
  'GET /api/membership-rule': 'viewer',
  'PUT /api/membership-rule': 'owner',
  'GET /api/node': 'owner',
  'POST /api/partners': 'owner',
  'POST /api/partners/look': 'owner',
  'PATCH /api/partners/:id': 'owner',
  'POST /api/partners/:id/suspend': 'owner',
  'POST /api/partners/:id/resume': 'owner',
  'POST /api/partners/:id/pin': 'owner',
  'POST /api/partners/:id/checkpoints': 'owner',
  'GET /api/partners/:id/record': 'owner',
  'POST /api/identity/rotate': 'owner',
  'POST /api/incidents/:id/close': 'owner',
  'GET /api/tokens': 'planner',
  'POST /api/tokens': 'planner',
  'DELETE /api/tokens/:id': 'planner',
  'PUT /api/clock': 'planner',
  'POST /api/inbox/read': 'viewer',
  'POST /api/views': 'viewer',
  'PATCH /api/views/:id': 'viewer',
  'DELETE /api/views/:id': 'viewer',
  'POST /api/views/:id/restore': 'viewer',
  'PUT /api/views/:id/default': 'viewer',
  'GET /api/live-links': 'planner',
  'POST /api/live-links': 'planner',
  'DELETE /api/live-links/:id': 'planner',
  'POST /api/datasets': 'owner',
  'POST /api/datasets/:id/withdraw': 'owner',
  'POST /api/offers': 'owner',
  'POST /api/offers/:id/withdraw': 'owner',
  'GET /api/partners/:id/catalogue': 'planner',
  'POST /api/negotiations': 'owner',
  'POST /api/negotiations/:id/decide': 'owner',
  'POST /api/transfers': 'planner',
  'POST /api/transfers/:id/decide': 'planner',
  'GET /api/live-data/:token/table.:ending': 'public',
  'POST /api/exchange-messages': 'planner',
  'POST /api/exchange-messages/replay': 'planner',
  'POST /api/plan-runs': 'planner',
  'DELETE /api/tasks/:id': 'planner',
  'POST /api/forecast-overrides': 'planner',
  'DELETE /api/forecast-overrides/:id': 'planner',
  'POST /api/planning-actions/apply': 'planner',
  'POST /api/planning-actions/dismiss': 'planner',
  'POST /api/planning-actions/restore': 'planner',
  'POST /api/promises': 'planner',
  'POST /api/promise-lines': 'planner',
  'POST /api/reserved-orders': 'planner',
  'PUT /api/promised-dates': 'planner',
  'POST /api/order-line-changes': 'planner',
  'DELETE /api/reservations/:id': 'planner',
  'POST /api/reservations/:id/order': 'planner',
  'POST /api/uploads': 'planner',
  'GET /api/uploads/:id': 'planner',
  'POST /api/imports': 'planner',
  'POST /api/import-tasks': 'planner',
  'POST /api/import-checks': 'planner',
  'GET /api/import-checks/:id': 'planner',
  'POST /api/demo': 'owner',
  'POST /api/imports/:id/undo': 'planner',
  'POST /api/record-edits': 'planner',
  'POST /api/schedule/runs': 'planner',
  'POST /api/schedule/moves': 'planner',
  'POST /api/schedule/rushes': 'planner',
  'POST /api/schedule/unpins': 'planner',
  'POST /api/schedule/splits': 'planner',
  'POST /api/schedule/searches': 'planner',
  'POST /api/schedule/searches/:id/keep': 'planner',
}

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

/** Reading is for everybody who is known; what changes something has to be in the table. */
const leastOf = ({ method, url }: Doors['routes'][number]): Role | 'public' => {
  const least = LEAST[`${method} ${url}`] ?? (method === 'GET' ? 'viewer' : undefined)
  if (least === undefined) throw new Error(`${method} ${url} should be in the table of this test`)
  return least
}

async function statusOf({ method, url }: Doors['routes'][number], headers: Record<string, string>): Promise<number> {
  const stop = new AbortController()
  const { status, body } = await fetch(`${doors.address}${url.replaceAll(/:\w+/g, '1')}`, {
    method,
    headers: { ...OWN, ...headers },
    signal: stop.signal,
  })
  await body?.cancel()
  stop.abort()
  return status
}

test('every route answers those of its role and above, and nobody else', async () => {
  expect(doors.routes.length).toBeGreaterThan(30)
  const known = new Set(doors.routes.map((one) => `${one.method} ${one.url}`))
  expect(Object.keys(LEAST).filter((one) => !known.has(one))).toEqual([])
  for (const role of ROLES) {
    const headers = await doors.token(role)
    for (const route of doors.routes) {
      const least = leastOf(route)
      const isOpen = least === 'public' || mayAct(role, least)
      const status = await statusOf(route, headers)
      const got = { ...route, role, isOpen: status !== 401 && status !== 403 }
      if (route.url === '/api/session' && route.method === 'POST') continue
      expect(got).toEqual({ ...route, role, isOpen })
    }
  }
})

test('nothing but login and health answers nobody', async () => {
  for (const route of doors.routes) {
    const status = await statusOf(route, {})
    const isPublic = leastOf(route) === 'public'
    expect({ ...route, isRefused: status === 401 }).toEqual({ ...route, isRefused: !isPublic })
  }
  for (const path of ['/api', '/api/', '/api/nothing', '/api/today/nothing', '/api?x=1'])
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect({ path, method, status: await statusOf({ method, url: path }, {}) }).toEqual({ path, method, status: 401 })
})
