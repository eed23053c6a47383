import { canonicalJson, type Json } from '../evidence/canonical-json.ts'

export type JsonObject = { readonly [key: string]: Json }

/** What is allowed, forbidden and owed (ODRL, as DSP 2025-1 writes it). Carried and compared here, not yet evaluated. */
export interface Policy {
  readonly permission?: readonly JsonObject[]
  readonly prohibition?: readonly JsonObject[]
  readonly obligation?: readonly JsonObject[]
  readonly profile?: Json
}

/** A policy that a provider proposes for a dataset. */
export interface Offer {
  readonly id: string
  /** The dataset. */
  readonly target: string
  readonly policy: Policy
}

/** A policy that both sides stand to. */
export interface Agreement extends Offer {
  /** DIDs: whose data it is, and who takes it. */
  readonly assigner: string
  readonly assignee: string
  /** ISO 8601. */
  readonly timestamp: string
  /** As it was sent: this is what both sides sign. */
  readonly body: JsonObject
}

const KINDS = ['permission', 'prohibition', 'obligation'] as const

/** The policy within an offer or an agreement of a message whose schema has been checked. */
export function readPolicy(body: JsonObject): Policy {
  const kept = [...KINDS, 'profile'].flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]]))
  return Object.fromEntries(kept) as Policy
}

export const readOffer = (body: JsonObject): Offer => ({
  id: body['@id'] as string,
  target: body.target as string,
  policy: readPolicy(body),
})

export const readAgreement = (body: JsonObject): Agreement => ({
  ...readOffer(body),
  assigner: body.assigner as string,
  assignee: body.assignee as string,
  timestamp: body.timestamp as string,
  body,
})

/** In a message an offer names its dataset; in the catalogue the dataset is around it. */
export const writeOffer = ({ id, target, policy }: Offer): JsonObject => ({
  '@id': id,
  '@type': 'Offer',
  target,
  ...(policy as JsonObject),
})

/** An agreement about an offer, between two companies, from a moment on. */
export function agreeOn(
  { target, policy }: Offer,
  parties: Pick<Agreement, 'id' | 'assigner' | 'assignee' | 'timestamp'>,
): Agreement {
  const { id, assigner, assignee, timestamp } = parties
  const body = { '@id': id, '@type': 'Agreement', target, assigner, assignee, timestamp, ...(policy as JsonObject) }
  return { id, target, policy, assigner, assignee, timestamp, body }
}

/** Whether two policies say the same: order of rules, types that are implied and long or short names do not count. */
export const isSamePolicy = (one: Policy, other: Policy): boolean => canonicalPolicy(one) === canonicalPolicy(other)

function canonicalPolicy(policy: Policy): string {
  const rules = KINDS.map((kind) => (policy[kind] ?? []).map((rule) => canonicalJson(plainRule(rule))).sort())
  return canonicalJson([...rules, [policy.profile ?? []].flat()] as Json)
}

const WORDS = ['action', 'leftOperand', 'operator']
const VOCABULARY = /^(odrl:|http:\/\/www\.w3\.org\/ns\/odrl\/2\/)/

/** Names of ODRL's own vocabulary are short, empty lists and the types of rules are left out, constraints are in order. */
function plainRule(rule: JsonObject): JsonObject {
  const members = Object.entries(rule).flatMap(([name, value]): [string, Json][] => {
    if (name === '@type' || (Array.isArray(value) && value.length === 0)) return []
    if (WORDS.includes(name) && typeof value === 'string') return [[name, value.replace(VOCABULARY, '')]]
    return [[name, isConstraints(name, value) ? plainConstraints(name, value) : value]]
  })
  return Object.fromEntries(members)
}

const LISTS = ['constraint', 'and', 'or', 'xone', 'andSequence', 'duty']
const isConstraints = (name: string, value: Json): value is readonly JsonObject[] =>
  LISTS.includes(name) && Array.isArray(value)

function plainConstraints(name: string, list: readonly JsonObject[]): readonly Json[] {
  const plain = list.map(plainRule)
  if (name === 'andSequence') return plain
  return plain
    .map((one) => [canonicalJson(one), one] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, one]) => one)
}
