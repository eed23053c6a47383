import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export interface FaultyWay {
  readonly address: string
  /** Answers that were lost, and that were late. */
  readonly counts: { lost: number; late: number }
  readonly close: () => Promise<void>
}

const LATE_MS = 300

/** A way to a node on which the answer to every message is lost or late once, after the node has acted on it. */
export async function openFaultyWay(to: string): Promise<FaultyWay> {
  const seen = new Set<string>()
  const counts = { lost: 0, late: 0 }
  const server = createServer((request, response) => void pass(request, response))
  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk as string
    const { authorization = '' } = request.headers
    const answer = await fetch(`${to}${request.url}`, {
      method: request.method!,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === '' ? {} : { body }),
    })
    const text = await answer.text()
    const key = `${request.url} ${body}`
    const isFirst = request.method === 'POST' && !seen.has(key)
    seen.add(key)
    // Every second one, so that both kinds meet every message over the scenarios.
    if (isFirst && seen.size % 2 === 0) {
      counts.lost += 1
      response.destroy()
      return
    }
    if (isFirst) {
      counts.late += 1
      await wait(LATE_MS)
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    address: `http://localhost:${port}`,
    counts,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
