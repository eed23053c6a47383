import { TooMany } from './problem.ts'

/** What callers may take of the doors of partners, so that one that floods takes nothing of the others. */
export interface DoorRules {
  /** Calls that are refused, or answered that they make no sense, of one address: so many a second in the long run, and so many at once. */
  readonly refusedPerSecond: number
  readonly refusedAtOnce: number
  /** An address that has used them up is answered nothing else for so long. */
  readonly shutSeconds: number
  /**
   * Who is shut out waits about so long for its answer: it can ask as often only as it has connections. So many wait at most, since each
   * holds one of ours; beyond them the answer comes at once.
   */
  readonly heldSeconds: number
  readonly heldAtOnce: number
  /** Calls of one partner under way, and bytes of their bodies, which are in memory together. */
  readonly callsAtOnce: number
  readonly bytesAtOnce: number
  /** Bytes of bodies that one partner may bring in a day. */
  readonly bytesADay: number
  /** A body that has not come whole by then is dripping. */
  readonly bodySeconds: number
}

export const DOOR_RULES: DoorRules = {
  refusedPerSecond: 50,
  refusedAtOnce: 500,
  shutSeconds: 20,
  heldSeconds: 10,
  heldAtOnce: 1_000,
  callsAtOnce: 256,
  bytesAtOnce: 32 * 1024 * 1024,
  bytesADay: 2 * 1024 * 1024 * 1024,
  bodySeconds: 30,
}

/** Callers that are remembered: who comes from more has more than this can help against. */
const MOST_CALLERS = 10_000
/** Of what is allowed at once, what there is after an address was shut out: one that goes on is noticed at once. */
const LEFT_AFTER_SHUT = 0.1
const DAY_SECONDS = 86_400

export interface PartnerDoor {
  readonly rules: DoorRules
  /** Seconds for which nothing of this caller is looked at; 0: it is. */
  readonly shutFor: (caller: Caller) => number
  /** A call of this caller was refused. */
  readonly noteRefused: (caller: Caller) => void
  /** Lets a call of a partner with so many bytes in; answers what to do when it has ended. Throws TooMany. */
  readonly enter: (partner: Caller, bytes: number) => () => void
}

/** Who calls, as far as it is known before anything is proven. */
export interface Caller {
  readonly address: string
  /** As its token claims; empty: it claims none. */
  readonly did: string
}

/** Many companies may come from one address, behind a proxy or a provider: who was let in from there is judged by itself. */
interface Refusals {
  left: number
  at: number
  shutUntil: number
}

interface Inside {
  calls: number
  bytes: number
  leftToday: number
  at: number
}

/** `now` in milliseconds. Everything is kept in memory alone: it costs nothing to look, and a start forgets it. */
export function openPartnerDoor(now: () => number, rules: DoorRules = DOOR_RULES): PartnerDoor {
  const addresses = latest<Refusals>()
  /** Partners that were let in, each with the address it came from. */
  const known = latest<Refusals>()
  const partners = new Map<string, Inside>()
  return {
    rules,
    shutFor: (caller) => {
      const one = known.get(nameOf(caller)) ?? addresses.get(caller.address)
      return Math.max(0, Math.ceil(((one?.shutUntil ?? 0) - now()) / 1_000))
    },
    noteRefused: (caller) => {
      const at = now()
      const name = nameOf(caller)
      const own = known.get(name)
      if (own) known.keep(name, refused(own, at, rules))
      const { address } = caller
      addresses.keep(address, refused(addresses.get(address) ?? fresh(at, rules), at, rules))
    },
    enter: (caller, bytes) => {
      const at = now()
      const { did } = caller
      const name = nameOf(caller)
      known.keep(name, known.get(name) ?? fresh(at, rules))
      const one = partners.get(did) ?? { calls: 0, bytes: 0, leftToday: rules.bytesADay, at }
      one.leftToday = Math.min(rules.bytesADay, one.leftToday + ((at - one.at) * rules.bytesADay) / DAY_SECONDS / 1_000)
      one.at = at
      partners.set(did, one)
      refuseBeyond(did, one, bytes, rules)
      one.calls += 1
      one.bytes += bytes
      one.leftToday -= bytes
      return () => {
        one.calls -= 1
        one.bytes -= bytes
      }
    },
  }
}

const nameOf = ({ address, did }: Caller): string => `${address} ${did}`

const fresh = (at: number, { refusedAtOnce }: DoorRules): Refusals => ({ left: refusedAtOnce, at, shutUntil: 0 })

function refused(one: Refusals, at: number, rules: DoorRules): Refusals {
  const since = Math.max(0, at - one.at)
  one.left = Math.min(rules.refusedAtOnce, one.left + (since * rules.refusedPerSecond) / 1_000) - 1
  one.at = Math.max(one.at, at)
  if (one.left < 0) shut(one, at, rules)
  return one
}

/** The values that were kept last. */
function latest<Value>() {
  const values = new Map<string, Value>()
  return {
    get: (name: string): Value | undefined => values.get(name),
    keep: (name: string, value: Value): void => {
      values.delete(name)
      values.set(name, value)
      if (values.size > MOST_CALLERS) values.delete(values.keys().next().value!)
    },
  }
}

function shut(one: Refusals, at: number, { refusedAtOnce, shutSeconds }: DoorRules): void {
  one.shutUntil = at + shutSeconds * 1_000
  one.at = one.shutUntil
  one.left = refusedAtOnce * LEFT_AFTER_SHUT
}

function refuseBeyond(did: string, one: Inside, bytes: number, rules: DoorRules): void {
  if (one.calls >= rules.callsAtOnce)
    throw new TooMany(`${did} should have at most ${rules.callsAtOnce} calls under way`, 1)
  if (one.calls > 0 && one.bytes + bytes > rules.bytesAtOnce)
    throw new TooMany(`${did} should have at most ${rules.bytesAtOnce} bytes under way`, 1)
  if (bytes > one.leftToday)
    throw new TooMany(
      `${did} should bring at most ${rules.bytesADay} bytes in a day`,
      Math.ceil(((bytes - one.leftToday) / rules.bytesADay) * DAY_SECONDS),
    )
}
