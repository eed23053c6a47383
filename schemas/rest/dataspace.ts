import { type Static, Type } from 'typebox'

const Closed = { additionalProperties: false }
const Id = Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\s\\u0000]+$' })
const Words = <const T extends readonly string[]>(words: T) =>
  Type.Union(words.map((one) => Type.Literal(one as T[number])))

const OdrlRules = Type.Array(Type.Record(Type.String(), Type.Unknown()), { minItems: 1, maxItems: 200 })
export const PolicyBody = Type.Object(
  {
    permission: Type.Optional(OdrlRules),
    prohibition: Type.Optional(OdrlRules),
    obligation: Type.Optional(OdrlRules),
    profile: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
  },
  { ...Closed, minProperties: 1, description: 'ODRL: what is allowed, forbidden and owed' },
)
export type PolicyBody = Static<typeof PolicyBody>

const NegotiationStep = Words(['request', 'offer', 'accept', 'agree', 'verify', 'finalize', 'terminate'])
const TransferStepWord = Words(['start', 'suspend', 'complete', 'terminate'])
const Hold = Type.Literal('hold')
const Steps = { minItems: 1, maxItems: 10 }

export const RulesBody = Type.Object(
  {
    negotiation: Type.Optional(
      Type.Array(
        Type.Object(
          {
            on: Words(['requested', 'countered', 'offered', 'accepted', 'agreed', 'verified', 'finalized']),
            do: Type.Array(Type.Union([NegotiationStep, Hold]), Steps),
          },
          Closed,
        ),
        { maxItems: 20 },
      ),
    ),
    transfer: Type.Optional(
      Type.Array(
        Type.Object(
          {
            on: Words(['requested', 'started', 'suspended']),
            do: Type.Array(Type.Union([TransferStepWord, Hold]), Steps),
          },
          Closed,
        ),
        { maxItems: 20 },
      ),
    ),
  },
  { ...Closed, description: 'What the node does by itself; without a rule a person decides' },
)
export type RulesBody = Static<typeof RulesBody>

export const NewDataset = Type.Object(
  {
    id: Type.Optional(Id),
    title: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    aspect: Type.String({
      pattern: '^[A-Za-z0-9_.-]{1,100}:\\d+\\.\\d+\\.\\d+$',
      description: 'Aspect and version, as week_based_material_demand:3.0.1',
    }),
    formats: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Za-z0-9:_.-]{1,100}$' }), { minItems: 1, maxItems: 10 }),
    ),
    partners: Type.Optional(
      Type.Array(Type.String({ format: 'uuid' }), {
        maxItems: 5_000,
        description: 'Who sees it; left out: every partner',
      }),
    ),
    offer: Type.Object({ id: Type.Optional(Id), policy: PolicyBody, rules: Type.Optional(RulesBody) }, Closed),
  },
  Closed,
)
export type NewDataset = Static<typeof NewDataset>
export const DatasetMade = Type.Object({ id: Type.String(), offer: Type.String() })
export type DatasetMade = Static<typeof DatasetMade>

export const NewOffer = Type.Object(
  { id: Type.Optional(Id), dataset: Id, policy: PolicyBody, rules: Type.Optional(RulesBody) },
  Closed,
)
export type NewOffer = Static<typeof NewOffer>
export const OfferMade = Type.Object({ id: Type.String() })
export const NamedPath = Type.Object({ id: Id })

const Text = Type.String()
const Maybe = Type.Union([Type.String(), Type.Null()])
export const DatasetRow = Type.Object({
  id: Text,
  title: Text,
  aspect: Text,
  formats: Text,
  partners: Maybe,
  offers: Type.Integer(),
  added: Text,
  state: Text,
})
export type DatasetRow = Static<typeof DatasetRow>
export const OfferRow = Type.Object({
  id: Text,
  dataset: Text,
  title: Text,
  policy: Text,
  rules: Text,
  added: Text,
  state: Text,
})
export type OfferRow = Static<typeof OfferRow>

export const CatalogueQuery = Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 2_000 })) }, Closed)
export const PartnerPath = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const PartnerCatalogue = Type.Object({
  datasets: Type.Array(
    Type.Object({
      id: Text,
      title: Text,
      aspect: Text,
      formats: Type.Array(Text),
      offers: Type.Array(Type.Object({ id: Text, policy: Type.Record(Type.String(), Type.Unknown()) })),
    }),
  ),
  next: Maybe,
})
export type PartnerCatalogue = Static<typeof PartnerCatalogue>

export const NewNegotiation = Type.Object(
  {
    partner: Type.String({ format: 'uuid' }),
    role: Type.Optional(Words(['consumer', 'provider'])),
    offer: Type.Object({ id: Id, target: Id, policy: PolicyBody }, Closed),
    rules: Type.Optional(RulesBody),
  },
  { ...Closed, description: 'As consumer ask for an offer of a partner, as provider offer it one of ours' },
)
export type NewNegotiation = Static<typeof NewNegotiation>
export const ProcessMade = Type.Object({ id: Type.String({ format: 'uuid' }) })
export type ProcessMade = Static<typeof ProcessMade>

const Reasons = {
  code: Type.Optional(Type.String({ maxLength: 200 })),
  reason: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
}
export const NegotiationDecision = Type.Object(
  {
    action: NegotiationStep,
    ...Reasons,
    policy: Type.Optional(PolicyBody),
  },
  { ...Closed, description: 'A policy is for offer and request: other terms than those on the table' },
)
export type NegotiationDecision = Static<typeof NegotiationDecision>
export const TransferDecision = Type.Object({ action: TransferStepWord, ...Reasons }, Closed)
export type TransferDecision = Static<typeof TransferDecision>

export const NegotiationRow = Type.Object({
  id: Text,
  partner: Text,
  role: Text,
  state: Text,
  dataset: Text,
  offer: Text,
  waits: Text,
  note: Text,
  begun: Text,
  changed: Text,
})
export type NegotiationRow = Static<typeof NegotiationRow>
export const AgreementRow = Type.Object({
  id: Text,
  name: Text,
  partner: Text,
  role: Text,
  dataset: Text,
  finalized: Text,
  hash: Text,
  partnerHash: Type.Union([Type.String(), Type.Null()], {
    description: 'The hash that the partner has signed; null: it has not yet, or keeps no record with us',
  }),
  state: Text,
})
export type AgreementRow = Static<typeof AgreementRow>
export const TransferRow = Type.Object({
  id: Text,
  partner: Text,
  role: Text,
  state: Text,
  agreement: Text,
  dataset: Text,
  format: Text,
  note: Text,
  begun: Text,
  changed: Text,
})
export type TransferRow = Static<typeof TransferRow>

const Said = {
  messages: Type.Array(Type.Object({ at: Text, direction: Text, message: Text, state: Text, body: Type.Unknown() }), {
    description: 'The newest 1,000, oldest first',
  }),
  messageCount: Type.Integer({ description: 'In all, with those that came before' }),
}
export const ProcessPath = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const NegotiationDetail = Type.Object({
  id: Text,
  partner: Text,
  partnerPid: Maybe,
  role: Text,
  state: Text,
  ours: Type.Unknown(),
  offer: Type.Unknown(),
  agreement: Type.Unknown(),
  mayDo: Type.Array(Text),
  note: Text,
  ...Said,
})
export type NegotiationDetail = Static<typeof NegotiationDetail>
export const TransferDetail = Type.Object({
  id: Text,
  partner: Text,
  partnerPid: Maybe,
  role: Text,
  state: Text,
  agreement: Text,
  format: Text,
  mayDo: Type.Array(Text),
  note: Text,
  ...Said,
})
export type TransferDetail = Static<typeof TransferDetail>

export const NewTransfer = Type.Object(
  {
    agreement: Type.String({ format: 'uuid', description: 'Our own id of the agreement' }),
    format: Type.Optional(
      Type.String({ pattern: '^[A-Za-z0-9:_.-]{1,100}$', description: 'HttpData-PUSH unless told' }),
    ),
  },
  Closed,
)
export type NewTransfer = Static<typeof NewTransfer>
