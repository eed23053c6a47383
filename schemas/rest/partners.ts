import { type Static, Type } from 'typebox'

const Closed = { additionalProperties: false }
const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })
const Did = Type.String({
  minLength: 9,
  maxLength: 300,
  pattern: '^did:web:[A-Za-z0-9._~%:-]+$',
  description: 'Who a company is: did:web of the address at which its node answers, `did:web:maker.example`',
})
const Thumbprint = Type.String({
  pattern: '^[A-Za-z0-9_-]{43}$',
  description: 'SHA-256 of a public key (RFC 7638): compare it with what the partner says by another way',
})
const Alias = (description: string) =>
  Type.Optional(Type.Union([Type.String({ maxLength: 40 }), Type.Null()], { description }))
const Aliases = {
  gln: Alias('GS1 Global Location Number, 13 digits'),
  lei: Alias('Legal Entity Identifier, ISO 17442'),
  uscc: Alias('GB 32100 统一社会信用代码'),
  bpn: Alias('Catena-X business partner number, BPNL'),
}

export const NewPartner = Type.Object(
  {
    did: Did,
    name: Type.Optional(Name),
    thumbprint: Type.Optional(
      Type.Union([Thumbprint], {
        description: 'A key that the partner told you: without it in the document nothing is added',
      }),
    ),
    ...Aliases,
  },
  Closed,
)
export type NewPartner = Static<typeof NewPartner>

export const PartnerChange = Type.Object({ name: Type.Optional(Name), ...Aliases }, { ...Closed, minProperties: 1 })
export type PartnerChange = Static<typeof PartnerChange>

export const PartnerPath = Type.Object({ id: Type.String({ format: 'uuid' }) })

const State = Type.Union([Type.Literal('active'), Type.Literal('suspended')])
const Text = Type.Union([Type.String(), Type.Null()])

export const PartnerView = Type.Object({
  id: Type.String(),
  did: Type.String(),
  name: Type.String(),
  state: State,
  gln: Text,
  lei: Text,
  uscc: Text,
  bpn: Text,
  added: Type.String(),
  thumbprint: Type.Union([Type.String(), Type.Null()], { description: 'Of the key that it signs with now' }),
  incidentCount: Type.Integer({ description: 'How often it did what it should not have, and nobody has closed it' }),
})
export type PartnerView = Static<typeof PartnerView>

/** How it stands with the record of both sides, as of the last checkpoints that the partner signed. */
export const RecordStateView = Type.Object({
  state: Type.Union([
    Type.Literal('open', { description: 'Nothing was compared yet' }),
    Type.Literal('agreed', { description: 'Both held the same at the last comparison' }),
    Type.Literal('behind', { description: 'The partner has signed records that are not here' }),
    Type.Literal('disputed', { description: 'The partner’s past is another one than it was: see its incidents' }),
  ]),
  at: Type.Union([Type.String(), Type.Null()], { description: 'Of the last comparison' }),
  theirs: Type.Integer({ description: 'Records that the partner has signed, of both directions' }),
  ours: Type.Integer({ description: 'Records that are here now' }),
})
export type RecordStateView = Static<typeof RecordStateView>

const PartnerOfList = Type.Object({
  ...PartnerView.properties,
  lastMessage: Type.Union([Type.String(), Type.Null()], { description: 'When the newest message came or was queued' }),
  waiting: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Messages that have not left yet; null: there is no transfer or negotiation with it',
  }),
  dead: Type.Union([Type.Integer(), Type.Null()], { description: 'Messages that were given up; null as with waiting' }),
  pausedUntil: Type.Union([Type.String(), Type.Null()], {
    description: 'Until when it is left alone, because it did not answer; null: it is called',
  }),
  record: Type.Union([RecordStateView, Type.Null()], { description: 'Null: there is no record with it' }),
})
export type PartnerOfList = Static<typeof PartnerOfList>
export const PartnerList = Type.Object({ partners: Type.Array(PartnerOfList) })

export const KeyView = Type.Object({
  kid: Type.String({ description: 'DID URL' }),
  thumbprint: Type.String(),
  didKey: Type.String({ description: 'The key as a DID of its own, for which nothing is fetched' }),
  algorithm: Type.Union([Type.Literal('EdDSA'), Type.Literal('ES256')]),
  since: Type.String(),
  retired: Text,
})
export type KeyView = Static<typeof KeyView>

export const PartnerDetail = Type.Object({
  ...PartnerView.properties,
  keys: Type.Array(KeyView, {
    description: 'Pinned: those that were in its document when it was added, and those that these announced',
  }),
  services: Type.Array(Type.Object({ type: Type.String(), endpoint: Type.String() })),
  documents: Type.Array(Type.Object({ hash: Type.String(), seen: Type.String() }), {
    description: 'Every version of its DID document that was seen',
  }),
  incidents: Type.Array(
    Type.Object({ kind: Type.String(), what: Type.String(), detail: Type.Unknown(), at: Type.String() }),
    { description: 'What it did that it should not have and nobody has closed; the newest 100' },
  ),
})
export type PartnerDetail = Static<typeof PartnerDetail>

export const LookOrder = Type.Object({ did: Did }, Closed)

export const FoundCompany = Type.Object({
  did: Type.String(),
  keys: Type.Array(Type.Pick(KeyView, ['kid', 'thumbprint', 'algorithm']), {
    description: 'In use by its document as it is now; nothing is pinned',
  }),
  services: PartnerDetail.properties.services,
  partner: Type.Union([Type.String(), Type.Null()], { description: 'Id, where it is a partner already' }),
})
export type FoundCompany = Static<typeof FoundCompany>

export const PinOrder = Type.Object({ thumbprint: Thumbprint }, Closed)

export const IdentityView = Type.Object({
  did: Type.String(),
  keys: Type.Array(KeyView),
  document: Type.Unknown({ description: 'As it is served at /.well-known/did.json' }),
})
export type IdentityView = Static<typeof IdentityView>
