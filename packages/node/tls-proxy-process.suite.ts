import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'

/**
 * A process of its own: ends TLS and passes everything on, as nginx and Caddy do. All callers of a test are on this machine, so one at
 * 127.0.0.N is passed on as 203.0.113.N.
 */
const { to, key, certificate } = JSON.parse(process.env.TLS_PROXY!) as { to: string; key: string; certificate: string }
const server = createServer({ key, cert: certificate }, (incoming, answer) => {
  const caller = `203.0.113.${incoming.socket.remoteAddress!.split('.').at(-1)}`
  const before = incoming.headers['x-forwarded-for']
  const passed = request(to + incoming.url, {
    method: incoming.method!,
    headers: {
      ...incoming.headers,
      'x-forwarded-for': before === undefined ? caller : `${String(before)}, ${caller}`,
      'x-forwarded-proto': 'https',
    },
  })
  passed.on('response', (got) => {
    answer.writeHead(got.statusCode!, got.headers)
    got.pipe(answer)
  })
  passed.on('error', () => answer.destroy())
  answer.on('close', () => passed.destroy())
  incoming.pipe(passed)
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
