import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Identify } from './guard.ts'
import { listen } from './listen.ts'
import { eventText, type LiveMemory, liveMemory, MISSED } from './live-memory.ts'
import type { Log } from './log.ts'
import { Refused } from './problem.ts'

/** Channel of the database on which slices say what changed. */
const LIVE_CHANNEL = 'headwater_live'
const BEAT_MS = 20_000
const MOST_READERS = 1_000
/** Bytes that wait for a reader before it is let go; it comes back with the last event that it had. */
const MOST_WAITING = 262_144

export interface LiveOptions {
  readonly databaseUrl: string
  readonly identify: Identify
  readonly log: Log
}

/**
 * GET /api/live: server-sent events named after what changed; one listening connection for all readers. A reader that comes back with
 * Last-Event-ID gets what it missed, and one whose session or token has ended is let go.
 */
export async function registerLive(http: FastifyInstance, { databaseUrl, identify, log }: LiveOptions): Promise<void> {
  const readers = new Map<ServerResponse, FastifyRequest>()
  const memory = liveMemory()
  const tell = (topic: string): void => {
    const text = eventText(memory.keep(topic))
    for (const reader of readers.keys()) send(reader, text)
  }
  let wasConnected = false
  const listening = await listen({
    url: databaseUrl,
    log,
    channels: { [LIVE_CHANNEL]: (topic) => tell(topic.replace(/[^\w-]/g, '')) },
    onConnect: async () => {
      if (wasConnected) tell(MISSED)
      wasConnected = true
    },
  })
  const timer = setInterval(() => void beat(readers, identify), BEAT_MS)
  http.addHook('preClose', async () => {
    clearInterval(timer)
    for (const reader of readers.keys()) reader.end()
    await listening.close()
  })
  http.get('/api/live', { config: { access: 'viewer' }, schema: SCHEMA }, (request, reply) => {
    if (readers.size >= MOST_READERS) throw new Refused('unavailable', `${MOST_READERS} readers are there; try later`)
    reply.hijack()
    reply.raw.on('close', () => readers.delete(reply.raw))
    begin(reply, request, memory)
    readers.set(reply.raw, request)
  })
}

const SCHEMA = {
  summary: 'Server-sent events named after what changed: plan, records and others; missed: read everything again',
  produces: ['text/event-stream'],
}

function begin(reply: FastifyReply, request: FastifyRequest, memory: LiveMemory): void {
  const { raw } = reply
  raw.on('error', () => raw.destroy())
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    // A proxy that gathers an answer before it passes it on would hold events back.
    'x-accel-buffering': 'no',
  })
  raw.write('retry: 1000\n\n')
  for (const event of memory.after(request.headers['last-event-id'])) raw.write(eventText(event))
}

function send(reader: ServerResponse, text: string): void {
  if (reader.writableLength > MOST_WAITING) reader.destroy()
  else reader.write(text)
}

/** Keeps connections open, and lets those go whose person may no longer read. */
async function beat(readers: ReadonlyMap<ServerResponse, FastifyRequest>, identify: Identify): Promise<void> {
  for (const [reader, request] of readers) {
    const person = await identify(request).catch(() => undefined)
    if (person === null) reader.end()
    else send(reader, ': beat\n\n')
  }
}
