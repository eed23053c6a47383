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

export const SessionView = Type.Object({
  email: Type.String(),
  name: Type.String(),
  role: Role,
  mustChange: Type.Optional(
    Type.Boolean({ description: 'Somebody else chose the password: nothing else is answered until it is changed' }),
  ),
})
export type SessionView = Static<typeof SessionView>

export const NewPerson = Type.Object(
  {
    email: Email,
    name: Name,
    password: Type.Optional(Password),
    role: Role,
  },
  { additionalProperties: false },
)
export const PersonView = Type.Object({
  id: Type.String(),
  email: Type.String(),
  name: Type.String(),
  role: Role,
  disabled: Type.Boolean(),
  mustChange: Type.Boolean({ description: 'Has not yet chosen a password of their own' }),
  seen: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
})
export type PersonView = Static<typeof PersonView>
export const People = Type.Object({ people: Type.Array(PersonView) })
export const RoleChange = Type.Object({ role: Role }, { additionalProperties: false })
export const IdPath = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) })
export const PersonMade = Type.Object({
  id: Type.String(),
  password: Type.Optional(
    Type.String({ description: 'Shown this once, where none was sent; to be changed at the first login' }),
  ),
})
export const OnePassword = Type.Object({
  password: Type.String({ description: 'Shown this once; to be changed at the first login' }),
})
export const Disabling = Type.Object({ disabled: Type.Boolean() }, { additionalProperties: false })

/** What a role may do, as the doors of the node have it. */
export const Roles = Type.Object({
  roles: Type.Array(Role, { description: 'Each may all that those before may' }),
  acts: Type.Array(Type.Object({ act: Type.String(), least: Role })),
})
export type Roles = Static<typeof Roles>

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
      owner: Type.String({ description: 'E-mail of its maker, for whom it acts' }),
    }),
  ),
})
export type Tokens = Static<typeof Tokens>
