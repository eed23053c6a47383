import { type Static, type TSchema, Type } from 'typebox'

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Time = Type.String({ format: 'date-time' })

/** One message between the node and a partner: a line of the exchange log. */
export const ExchangeMessageRow = Type.Object({
  id: Type.String({ description: 'o… sent, i… received' }),
  at: Time,
  day: Type.String({ format: 'date' }),
  direction: Type.String({ description: 'out or in' }),
  partner: Type.String({ description: 'Name' }),
  did: Type.String(),
  kind: Type.String({ description: 'control: of the Dataspace Protocol; envelopes: of a transfer' }),
  transfer: Type.String({ description: 'Id of the transfer or negotiation' }),
  type: Type.String(),
  seq: nullable(Type.Integer()),
  messageId: Type.String(),
  state: Type.String({ description: 'waiting, delivered, dead or received' }),
  attempts: Type.Integer(),
  status: nullable(Type.Integer({ description: 'HTTP status of the last answer' })),
  trouble: nullable(Type.String({ description: 'Why the partner did not take it, in its words' })),
  nextAttempt: nullable(Time),
})
export type ExchangeMessageRow = Static<typeof ExchangeMessageRow>

/** Why a partner did not take a message. */
export const FailureCause = Type.Union([
  Type.Literal('unreachable', { description: 'Its node does not answer, or not in time' }),
  Type.Literal('forbidden-address', { description: 'Its address is none that may be called' }),
  Type.Literal('unusable-answer', { description: 'Its answer cannot be used: too long, or packed' }),
  Type.Literal('moved', { description: 'Its address sends on to another one' }),
  Type.Literal('token-refused', { description: 'It does not believe that the call is ours: keys or clocks differ' }),
  Type.Literal('stranger', { description: 'We are no partner there, or a suspended one' }),
  Type.Literal('missing', { description: 'It has nothing of the kind at this address' }),
  Type.Literal('later', { description: 'It asks for time' }),
  Type.Literal('failing', { description: 'Its node failed over it' }),
  Type.Literal('too-large', { description: 'It takes no message so large' }),
  Type.Literal('conflict', { description: 'It holds another message under the same number or id' }),
  Type.Literal('gap', { description: 'It misses messages before this one' }),
  Type.Literal('rejected', { description: 'It will not take the message as it is; its words say why' }),
  Type.Literal('unproven-receipt', { description: 'Its receipt is not of its signature or not for this message' }),
])
export type FailureCause = Static<typeof FailureCause>

/** How it stands with one transfer or negotiation. */
export const ExchangeStream = Type.Object({
  id: Type.String(),
  opened: Time,
  partner: Type.String({ description: 'Name' }),
  partnerId: Type.String(),
  direction: Type.String(),
  kind: Type.String(),
  transfer: Type.String(),
  agreement: nullable(Type.String()),
  state: Type.String({ description: 'open, suspended or closed' }),
  seq: Type.Integer({ description: 'Number of the last envelope' }),
  waiting: Type.Integer(),
  dead: Type.Integer({ description: 'Given up' }),
  nextAttempt: nullable(Time),
  breaker: Type.String({
    description: 'closed: the partner is called; open: it is left alone; half-open: it is asked once',
  }),
  breakerUntil: nullable(Time),
})
export type ExchangeStream = Static<typeof ExchangeStream>

/** What keeps a message that waits from being sent, whatever its attempts. */
export const MessageBlock = Type.Union([
  Type.Literal('partner-suspended'),
  Type.Literal('closed', { description: 'Its transfer has ended' }),
  Type.Literal('suspended', { description: 'Its transfer is suspended' }),
  Type.Literal('unproven', { description: 'Its partner has not proven the membership that the owner demands' }),
  Type.Literal('held-up', { description: 'A message before it was given up, and the order is kept' }),
  Type.Literal('left-alone', { description: 'Its partner did not answer several times in a row' }),
])
export type MessageBlock = Static<typeof MessageBlock>

export const ExchangeMessagePath = Type.Object({ id: Type.String({ pattern: '^[oi]\\d{1,18}$' }) })

export const ExchangeMessageView = Type.Object({
  message: ExchangeMessageRow,
  stream: Type.Pick(ExchangeStream, ['id', 'state', 'breakerUntil']),
  block: Type.Union([...MessageBlock.anyOf, Type.Null()], {
    description: 'What keeps it from being sent at all; null: nothing, or it does not wait',
  }),
  content: nullable(Type.String({ description: 'The bytes that were signed; null: their time is over' })),
  signature: nullable(Type.String({ description: 'Detached JWS over them' })),
  receipt: nullable(Type.String({ description: 'What the receiver has signed' })),
  receiptSignature: nullable(Type.String()),
  leafIndex: nullable(Type.Integer({ description: 'Place in the record of the two companies' })),
  tries: Type.Array(Type.Object({ at: Type.String(), status: nullable(Type.Integer()), answer: Type.String() }), {
    description: 'Attempts that the partner did not take, the newest twenty',
  }),
  cause: nullable(FailureCause),
  explanation: Type.String({ description: 'What its state means and what to do' }),
  curl: nullable(Type.String({ description: 'The request as a command, without the token' })),
})
export type ExchangeMessageView = Static<typeof ExchangeMessageView>

/** Either one message that was given up or waits for a partner that is left alone, or all of a partner. */
export const ExchangeReplay = Type.Union([
  Type.Object({ id: Type.String({ pattern: '^o\\d{1,18}$' }) }, { additionalProperties: false }),
  Type.Object({ partner: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
])
export type ExchangeReplay = Static<typeof ExchangeReplay>
export const ExchangeReplayed = Type.Object({
  messages: Type.Integer({ description: 'That were given up and wait again' }),
  isTried: Type.Boolean({ description: 'The partner was left alone and is called now' }),
})
export type ExchangeReplayed = Static<typeof ExchangeReplayed>

export const ExchangeOrder = Type.Object(
  {
    partner: Type.Optional(
      Type.String({ format: 'uuid', description: 'Needed where two partners have such a transfer' }),
    ),
    transfer: Type.String({ minLength: 1, maxLength: 256 }),
    type: Type.String({ pattern: '^[a-z][a-z0-9_]{0,79}:\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}$' }),
    body: Type.Unknown(),
    relatedMessageId: Type.Optional(Type.String({ format: 'uuid' })),
    expectedResponseBy: Type.Optional(Time),
  },
  { additionalProperties: false },
)
export type ExchangeOrder = Static<typeof ExchangeOrder>
export const ExchangeOrdered = Type.Object({ messageId: Type.String(), seq: Type.Integer() })
export type ExchangeOrdered = Static<typeof ExchangeOrdered>
