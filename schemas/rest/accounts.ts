import { type Static, Type } from 'typebox'

export const Role = Type.Union([
  Type.Literal('viewer'),
  Type.Literal('operator'),
  Type.Literal('supervisor'),
  Type.Literal('planner'),
  Type.Literal('owner'),
])

const Email = Type.String({ minLength: 3, maxLength: 200, pattern: '^\\S+@\\S+$' })
const Password = Type.String({ minLength: 1, maxLength: 128 })
const Name = Type.String({ minLength: 1, maxLength: 100 })

export const Login = Type.Object({ email: Email, password: Password }, { additionalProperties: false })

export const SessionView = Type.Object({ email: Type.String(), name: Type.String(), role: Role })
export type SessionView = Static<typeof SessionView>

export const NewPerson = Type.Object(
  { email: Email, name: Name, password: Password, role: Role },
  { additionalProperties: false },
)
export const PersonView = Type.Object({ id: Type.String(), email: Type.String(), name: Type.String(), role: Role })
export const People = Type.Object({ people: Type.Array(PersonView) })
export const RoleChange = Type.Object({ role: Role }, { additionalProperties: false })
export const IdPath = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) })
export const Created = Type.Object({ id: Type.String() })

export const NewPassword = Type.Object({ current: Password, password: Password }, { additionalProperties: false })

export const NewToken = Type.Object(
  { name: Name, role: Role, days: Type.Integer({ minimum: 1, maximum: 3650 }) },
  { additionalProperties: false },
)
export const TokenMade = Type.Object({
  id: Type.String(),
  token: Type.String({ description: 'Shown this once' }),
})
export const Tokens = Type.Object({
  tokens: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      role: Role,
      created: Type.String({ format: 'date-time' }),
      expires: Type.String({ format: 'date-time' }),
      lastUsed: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    }),
  ),
})
