import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { listen } from './listen.ts'
import type { Log } from './log.ts'

/** Channel of the database on which slices say what changed. */
const LIVE_CHANNEL = 'headwater_live'
const BEAT_MS = 20_000

/** GET /api/live: server-sent events named after what changed; one listening connection for all readers. */
export async function registerLive(
  http: FastifyInstance,
  { databaseUrl, log }: { databaseUrl: string; log: Log },
): Promise<void> {
  const readers = new Set<ServerResponse>()
  const send = (text: string): void => {
    for (const reader of readers) reader.write(text)
  }
  const listening = await listen({
    url: databaseUrl,
    log,
    channels: { [LIVE_CHANNEL]: (topic) => send(`event: ${topic}\ndata: {}\n\n`) },
  })
  const beat = setInterval(() => send(': beat\n\n'), BEAT_MS)
  http.addHook('preClose', async () => {
    clearInterval(beat)
    for (const reader of readers) reader.end()
    await listening.close()
  })
  http.get('/api/live', { config: { access: 'viewer' }, schema: { hide: true } }, (request, reply) => {
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    })
    raw.write('retry: 1000\n\n')
    readers.add(raw)
    request.raw.on('close', () => readers.delete(raw))
  })
}
