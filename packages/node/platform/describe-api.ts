import type { SwaggerOptions } from '@fastify/swagger'
import { Type } from 'typebox'

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
    return {
      url,
      schema: {
        ...schema,
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
