import { readJson } from '@headwater/exchange/evidence/read-json'
import type { Session } from '../../platform/database.ts'
import type { OutboundFetch } from '../../platform/outbound-fetch.ts'
import type { CallingPartner } from '../../platform/partner-guard.ts'
import type { Identity } from '../identity/identity.ts'
import { noteIncident } from '../identity/incident.store.ts'
import { findPartner } from '../identity/partner.store.ts'
import { openInStreams } from './incoming.store.ts'
import type { PaceCalls } from './pace-calls.ts'
import { provenFirst, type ReadMessage, readMessages } from './read-messages.ts'
import { type ReceiverFacts, receiveMessages } from './receive-messages.ts'
import { isOutboxPage, type OutboxPage } from './wire.ts'

export const FETCH_JOB = 'fetch-missing'
const MOST_TRIES = 25

/** Orders the job of each partner that a query answers. */
const orderOf = (partners: string): string =>
  `select graphile_worker.add_job('${FETCH_JOB}', json_build_object('partner', partner), job_key := 'fetch:' || partner,
     job_key_mode := 'preserve_run_at', max_attempts := ${MOST_TRIES}) from (${partners}) as one`

/** Has what a partner's transfers miss fetched, in the caller's transaction. */
export async function orderFetch(session: Session, partner: string): Promise<void> {
  await session.query({ name: 'order-fetch', text: orderOf('select $1::text as partner'), values: [partner] })
}

/**
 * The same of every partner that sends to us, when the node starts: what came while it was down is there at once, and the partners learn by
 * the call that it is back.
 */
export async function orderFetches(session: Session): Promise<void> {
  await session.query({
    text: orderOf(`select distinct s.partner from message_stream s join partner p on p.id = s.partner
      where s.direction = 'in' and s.kind = 'envelopes' and s.state = 'open' and p.state = 'active' order by s.partner`),
  })
}

export interface FetcherFacts extends ReceiverFacts {
  readonly identity: ReceiverFacts['identity'] & Pick<Identity, 'tokenFor' | 'serviceOf'>
  readonly fetch: OutboundFetch
  readonly pace: PaceCalls
}

/** The same as a job of the queue: what fails is tried again, later each time. */
export const fetchJob =
  (facts: FetcherFacts) =>
  (payload: unknown): Promise<void> =>
    fetchMissing(facts, (payload as { partner: string }).partner)

/** A partner's outbox did not give what it should; tried again later. */
class NotFetched extends Error {}

/**
 * Fetches what is missing of all transfers of a partner, page by page, and keeps it as if it had been brought. Where the partner has our
 * first receipts, messages are kept in the order of those, each with its first receipt: after a restored backup the log is what it was.
 */
async function fetchMissing(facts: FetcherFacts, partnerId: string): Promise<void> {
  const partner = await findPartner(facts.database, { id: partnerId })
  if (partner?.state !== 'active') return
  const base = await facts.identity.serviceOf(partner.did, 'EvidenceService')
  if (base === undefined) return
  const sources = (await openInStreams(facts.database, partner.id)).map(
    ({ pid, seq }) =>
      new Source(facts, { partner, url: `${base}/streams/${encodeURIComponent(pid)}/outbox`, after: seq }),
  )
  for (;;) {
    await Promise.all(sources.map((one) => one.fill()))
    const run = mergedRun(sources)
    if (run.length === 0) return
    const outcomes = await receiveMessages(facts, partner, { requests: run.map((one) => [one]), isFetched: true })
    const refused = outcomes.flat().find((one) => one.status !== 'stored' && one.status !== 'repeated')
    if (refused) throw new NotFetched(`What ${partner.did} gave is ${refused.status}: ${JSON.stringify(refused)}`)
  }
}

/** The next messages in the order of their places, up to the end of a page: what its next page holds is not known yet. */
function mergedRun(sources: readonly Source[]): readonly ReadMessage[] {
  const run: ReadMessage[] = []
  for (;;) {
    const [next] = sources.filter((one) => one.head !== undefined).sort((a, b) => placeOf(a.head!) - placeOf(b.head!))
    if (!next) return run
    run.push(next.take())
    if (next.head === undefined) return run
  }
}

/** Messages that we never gave a receipt for come last. */
const placeOf = ({ first }: ReadMessage): number => first?.receipt.leafIndex ?? Number.POSITIVE_INFINITY

const MOST_BYTES = 4 * 1024 * 1024
const PAGE = 64

/** One transfer's outbox at the partner, read page by page. */
class Source {
  readonly #facts: FetcherFacts
  readonly #partner: CallingPartner
  readonly #url: string
  #after: number
  #messages: ReadMessage[] = []
  #isOver = false

  constructor(facts: FetcherFacts, { partner, url, after }: { partner: CallingPartner; url: string; after: number }) {
    this.#facts = facts
    this.#partner = partner
    this.#url = url
    this.#after = after
  }

  get head(): ReadMessage | undefined {
    return this.#messages[0]
  }

  take(): ReadMessage {
    return this.#messages.shift()!
  }

  /** Reads the next page where the last one is used up. */
  async fill(): Promise<void> {
    if (this.#isOver || this.#messages.length > 0) return
    const page = await this.#page()
    const { identity } = this.#facts
    const { messages, fault } = await readMessages(identity, this.#partner.did, page.messages)
    if (fault !== null) throw new NotFetched(fault)
    this.#messages = await Promise.all(
      messages.map(async (one, i) => {
        const { receipt, receiptSignature: signature } = page.messages[i]!
        return receipt && signature ? { ...one, first: await provenFirst(identity, one, { receipt, signature }) } : one
      }),
    )
    this.#after = this.#messages.at(-1)?.envelope.seq ?? this.#after
    this.#isOver = messages.length === 0 || this.#after >= page.head
  }

  async #page(): Promise<OutboxPage> {
    const { fetch, identity, pace } = this.#facts
    await pace(this.#partner.id)
    const { status, body } = await fetch(`${this.#url}?after=${this.#after}&limit=${PAGE}`, {
      headers: { authorization: `Bearer ${await identity.tokenFor(this.#partner.did)}` },
      maxBytes: MOST_BYTES,
    })
    const text = body.toString('utf8')
    // Nothing to be had, now or ever: the other transfers go on.
    if (OVER.includes(status)) {
      if (status === 409 || status === 410) await this.#noteLoss(text)
      return { head: this.#after, messages: [] }
    }
    const page = status === 200 ? readJson(text) : undefined
    if (!isOutboxPage(page))
      throw new NotFetched(`The outbox of ${this.#partner.did} answered ${status}: ${text.slice(0, 300)}`)
    return page
  }

  /** Once for each place: the next look finds the same. */
  async #noteLoss(answer: string): Promise<void> {
    const seen = await this.#facts.database.query({
      text: `select from incident where partner = $1 and kind = 'messages-lost' and detail ->> 'url' = $2 and detail -> 'after' = to_jsonb($3::bigint)`,
      values: [this.#partner.id, this.#url, this.#after],
    })
    if (seen.length > 0) return
    await noteIncident(this.#facts.database, {
      kind: 'messages-lost',
      partner: this.#partner.id,
      what: 'The partner cannot give messages that are missing here',
      detail: {
        url: this.#url,
        after: this.#after,
        answer: answer.slice(0, 1_000).replaceAll('\0', '').toWellFormed(),
      },
    })
  }
}

const OVER: readonly number[] = [403, 404, 409, 410]
