import {
  Disabling,
  IdPath,
  Login,
  NewPassword,
  NewPerson,
  NewToken,
  OnePassword,
  People,
  PersonMade,
  RoleChange,
  SessionView,
  TokenMade,
  Tokens,
} from '../../../schemas/rest/accounts.ts'
import { type Person, personOf } from '../platform/guard.ts'
import { type Http, NO_CONTENT } from '../platform/http.ts'
import { Refused } from '../platform/problem.ts'
import {
  type Accounts,
  changeRole,
  createPerson,
  disablePerson,
  giveOnePassword,
  isPassword,
  newPassword,
  readPeople,
  removePerson,
  resetPassword,
} from './people.ts'
import { login, logout } from './sessions.ts'
import { createToken, readTokens, revokeToken } from './tokens.ts'

const LOGINS_A_MINUTE = 10

/** Login, people and tokens. */
export function accountRoutes(http: Http, accounts: Accounts): void {
  sessionRoutes(http, accounts)
  peopleRoutes(http, accounts)
  personRoutes(http, accounts)
  tokenRoutes(http, accounts)
}

const sessionOf = ({ email, name, role, mustChange = false }: Omit<Person, 'by'>) => ({
  email,
  name,
  role,
  ...(mustChange ? { mustChange } : {}),
})

function sessionRoutes(http: Http, accounts: Accounts): void {
  http.post(
    '/api/session',
    {
      config: { access: 'public', rateLimit: { max: LOGINS_A_MINUTE, timeWindow: 60_000 } },
      schema: { summary: 'Log in with a password; answers with a cookie', body: Login, response: { 200: SessionView } },
    },
    async (request, reply) => {
      const { cookies, person } = await login(accounts, request.body)
      return reply.header('set-cookie', [...cookies]).send(sessionOf(person))
    },
  )
  http.get(
    '/api/session',
    { config: { access: 'viewer' }, schema: { summary: 'Who is logged in', response: { 200: SessionView } } },
    (request) => sessionOf(personOf(request)),
  )
  http.delete(
    '/api/session',
    { config: { access: 'viewer' }, schema: { summary: 'Log out', response: NO_CONTENT } },
    async (request, reply) =>
      reply
        .header('set-cookie', [...(await logout(accounts, request.headers.cookie ?? ''))])
        .code(204)
        .send(null),
  )
  http.put(
    '/api/session/password',
    {
      config: { access: 'viewer', rateLimit: { max: LOGINS_A_MINUTE, timeWindow: 60_000 } },
      schema: {
        summary: 'Change one’s own password; all sessions end and one’s tokens are revoked',
        body: NewPassword,
        response: NO_CONTENT,
      },
    },
    async (request, reply) => {
      const { email } = personOf(request)
      const { current, password } = request.body
      if (!(await isPassword(accounts, { email, password: current })))
        throw new Refused('invalid', 'current should be the password that you have now')
      if (password === current)
        throw new Refused('invalid', 'password should be another than current: somebody else may know that one')
      await resetPassword(accounts, { email, password }, email)
      return reply.code(204).send(null)
    },
  )
}

function peopleRoutes(http: Http, accounts: Accounts): void {
  http.get(
    '/api/people',
    { config: { access: 'owner' }, schema: { summary: 'People of this node', response: { 200: People } } },
    async () => ({
      people: (await readPeople(accounts)).map(({ seen, ...one }) => ({ ...one, seen: seen?.toISOString() ?? null })),
    }),
  )
  http.post(
    '/api/people',
    {
      config: { access: 'owner', keepsAnswer: false },
      schema: {
        summary: 'Add a person; without a password one is made for their first login',
        body: NewPerson,
        response: { 201: PersonMade },
      },
    },
    async (request, reply) => {
      const { password, ...person } = request.body
      const by = personOf(request).email
      if (password !== undefined)
        return reply.code(201).send({ id: await createPerson(accounts, { ...person, password }, by) })
      const made = newPassword()
      const id = await createPerson(accounts, { ...person, password: made, mustChange: true }, by)
      return reply.code(201).send({ id, password: made })
    },
  )
}

function personRoutes(http: Http, accounts: Accounts): void {
  http.post(
    '/api/people/:id/password',
    {
      config: { access: 'owner', keepsAnswer: false },
      schema: {
        summary: 'Give a person a password for one login; their sessions end and their tokens are revoked',
        params: IdPath,
        response: { 200: OnePassword },
      },
    },
    async (request) => ({ password: await giveOnePassword(accounts, request.params.id, personOf(request)) }),
  )
  http.put(
    '/api/people/:id/disabled',
    {
      config: { access: 'owner' },
      schema: { summary: 'Let a person in no more, or again', params: IdPath, body: Disabling, response: NO_CONTENT },
    },
    async (request, reply) => {
      await disablePerson(accounts, { id: request.params.id, ...request.body }, personOf(request))
      return reply.code(204).send(null)
    },
  )
  http.put(
    '/api/people/:id/role',
    {
      config: { access: 'owner' },
      schema: { summary: 'Give another role', params: IdPath, body: RoleChange, response: NO_CONTENT },
    },
    async (request, reply) => {
      await changeRole(accounts, { id: request.params.id, role: request.body.role }, personOf(request))
      return reply.code(204).send(null)
    },
  )
  http.delete(
    '/api/people/:id',
    { config: { access: 'owner' }, schema: { summary: 'Remove a person', params: IdPath, response: NO_CONTENT } },
    async (request, reply) => {
      await removePerson(accounts, request.params.id, personOf(request))
      return reply.code(204).send(null)
    },
  )
}

function tokenRoutes(http: Http, accounts: Accounts): void {
  http.get(
    '/api/tokens',
    {
      config: { access: 'planner' },
      schema: { summary: 'Tokens of programs: one’s own, for an owner all', response: { 200: Tokens } },
    },
    async (request) => ({
      tokens: (await readTokens(accounts, personOf(request))).map((one) => ({
        id: one.id,
        name: one.name,
        role: one.role,
        created: one.created.toISOString(),
        expires: one.expires.toISOString(),
        lastUsed: one.lastUsed?.toISOString() ?? null,
        owner: one.owner,
      })),
    }),
  )
  http.post(
    '/api/tokens',
    {
      config: { access: 'planner', keepsAnswer: false },
      schema: { summary: 'Make a token for a program; not with a token', body: NewToken, response: { 201: TokenMade } },
    },
    async (request, reply) => reply.code(201).send(await createToken(accounts, request.body, personOf(request))),
  )
  http.delete(
    '/api/tokens/:id',
    {
      config: { access: 'planner' },
      schema: { summary: 'Revoke a token: one’s own, as an owner any', params: IdPath, response: NO_CONTENT },
    },
    async (request, reply) => {
      await revokeToken(accounts, request.params.id, personOf(request))
      return reply.code(204).send(null)
    },
  )
}
