import { randomBytes } from 'node:crypto'

export interface LiveEvent {
  /** Unlike that of any other run of the node. */
  readonly id: string
  readonly topic: string
}

/** What a reader gets that may have missed something: it reads everything again. */
export const MISSED = 'missed'
const KEPT = 256

/** The newest events, for readers that come back. */
export interface LiveMemory {
  readonly keep: (topic: string) => LiveEvent
  /** The events after the one that a reader had; what nobody can tell any more is `missed`. */
  readonly after: (last: string | readonly string[] | undefined) => readonly LiveEvent[]
}

export function liveMemory(): LiveMemory {
  const run = randomBytes(6).toString('hex')
  const kept: { readonly number: number; readonly topic: string }[] = []
  let newest = 0
  const eventOf = ({ number, topic }: { number: number; topic: string }): LiveEvent => ({
    id: `${run}.${number}`,
    topic,
  })
  return {
    keep: (topic) => {
      const event = { number: ++newest, topic }
      kept.push(event)
      if (kept.length > KEPT) kept.shift()
      return eventOf(event)
    },
    after: (last) => {
      if (last === undefined || last === '') return []
      const [of, text] = String(last).split('.')
      const had = Number(text)
      const isKnown = of === run && Number.isInteger(had) && had <= newest && had >= newest - kept.length
      if (!isKnown) return [eventOf({ number: newest, topic: MISSED })]
      return kept.filter((one) => one.number > had).map(eventOf)
    },
  }
}

export const eventText = ({ id, topic }: LiveEvent): string => `id: ${id}\nevent: ${topic}\ndata: {}\n\n`
