import type { SwaggerOptions } from '@fastify/swagger'
import { Type } from 'typebox'
import { KEPT_HOURS } from './request-key.store.ts'

/** How every refusal is answered. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'What (value) should be what, and what to do' }),
  },
  { $id: 'Problem', description: 'RFC 9457' },
)

const SECURITY = [{ token: [] }, { session: [] }]

const KEY_HEADER = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 8,
      maxLength: 200,
      description: `Names one act, such as a UUID: sent again within ${KEPT_HOURS} hours with the same body it is not carried out again, and the first answer is given again (idempotency-replayed: true). 422: the key was sent with another request; 409 with retry-after: it is still being carried out. Refusals are not kept`,
    }),
  ),
})

/** What the OpenAPI document says of every route beside its own schema: who may call it, and how it refuses. */
export const describeApi = (version: string): SwaggerOptions => ({
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Headwater',
      version,
      description:
        'A node that a manufacturer runs. Roles, each with the rights of those before: viewer, operator, supervisor, planner, owner.',
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'POST /api/tokens makes one' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'headwater.session_token',
          description: 'POST /api/session gives one; a change also needs the header x-headwater-request: 1',
        },
      },
    },
  },
  refResolver: { buildLocalReference: ({ $id }) => $id as string },
  transform: ({ schema, url, route }) => {
    const access = (route.config as { access?: string } | undefined)?.access
    const responses = (schema?.response ?? { 200: Type.Unknown({ description: 'The answer' }) }) as object
    const isChange = access !== 'public' && ![route.method].flat().includes('GET')
    return {
      url,
      schema: {
        ...schema,
        ...(isChange ? { headers: KEY_HEADER } : {}),
        description: access === 'public' ? 'Open to everybody' : `For the role ${access} and above`,
        security: access === 'public' ? [] : SECURITY,
        response: {
          ...responses,
          default: {
            description: 'Refused',
            content: { 'application/problem+json': { schema: Type.Ref('Problem#') } },
          },
        },
      },
    }
  },
})
