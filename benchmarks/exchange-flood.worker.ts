import { createPrivateKey, type JsonWebKey, randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'

/** What a flooding partner is told: where to, how often, and with which key it signs its tokens. */
export interface FloodOrder {
  readonly port: number
  readonly path: string
  readonly perSecond: number
  readonly iss: string
  readonly aud: string
  readonly kid: string
  readonly key: JsonWebKey
}

/** Flooders come from another address than everybody else. */
const FROM = '127.0.0.2'
const TICK_MS = 10
/** Enough that it never waits for one: a flooder that is kept waiting opens more. */
const MOST_SOCKETS = 5_000
const HUGE = 104_857_600
const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
const CHUNK = Buffer.alloc(65_536, 120)

/** In place of a node: a server that does nothing but refuse, so that the cost of the flooder itself can be told apart. */
function refuseAll(): void {
  const server = createServer((_request, response) => response.writeHead(429, { 'retry-after': '20' }).end('{}'))
  server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as { port: number }).port}\n`))
}

/** Of every twenty calls nine have a good token and a small body, eight a forged one, and one each is endless, nested deeply, or drips. */
function flood({ port, path, perSecond, iss, aud, kid, key }: FloodOrder): void {
  const secret = createPrivateKey({ key, format: 'jwk' })
  const header = encode({ alg: 'EdDSA', kid })
  const idle: Socket[] = []
  const counts: Record<string, number> = {}
  let open = 0
  let asked = 0
  const token = (isGood: boolean): string => {
    const now = Math.floor(Date.now() / 1_000)
    const signed = `${header}.${encode({ iss, sub: iss, aud, jti: randomUUID(), iat: now, exp: now + 60 })}`
    return `${signed}.${(isGood ? sign(null, Buffer.from(signed), secret) : CHUNK.subarray(0, 64)).toString('base64url')}`
  }
  const take = (): Socket | undefined => {
    const kept = idle.pop()
    if (kept) return kept
    if (open >= MOST_SOCKETS) return undefined
    open += 1
    const socket = connect({ port, host: '127.0.0.1', localAddress: FROM })
    socket.setNoDelay()
    socket.on('error', () => {})
    socket.on('close', () => {
      open -= 1
      const at = idle.indexOf(socket)
      if (at >= 0) idle.splice(at, 1)
    })
    socket.on('data', (part: Buffer) => {
      const text = part.toString('latin1')
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]
      if (!status) return
      counts[status] = (counts[status] ?? 0) + 1
      if (/connection: close/i.test(text) || socket.listenerCount('drain') > 0) socket.destroy()
      else idle.push(socket)
    })
    return socket
  }
  const call = (): void => {
    const socket = take()
    if (!socket) {
      counts.full = (counts.full ?? 0) + 1
      return
    }
    const kind = asked++ % 20
    const isGood = kind < 9 || kind > 16
    const length = kind === 17 ? HUGE : kind === 18 ? DEEP.length : kind === 19 ? 1_000 : 2
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nauthorization: Bearer ${token(isGood)}\r\ncontent-length: ${length}\r\n\r\n`,
    )
    if (kind === 17) pour(socket)
    else if (kind === 18) socket.write(DEEP)
    else if (kind === 19) drip(socket)
    else socket.write('{}')
  }
  setInterval(() => {
    for (let i = 0; i < (perSecond * TICK_MS) / 1_000; i++) call()
  }, TICK_MS)
  process.on('SIGTERM', () => {
    process.stdout.write(`${JSON.stringify({ asked, open, ...counts })}\n`, () => process.exit(0))
  })
  process.stdout.write('flooding\n')
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function pour(socket: Socket): void {
  const more = (): void => {
    if (socket.writable && socket.write(CHUNK)) setImmediate(more)
  }
  socket.on('drain', more)
  more()
}

function drip(socket: Socket): void {
  const timer = setInterval(() => {
    if (socket.writable) socket.write('1')
    else clearInterval(timer)
  }, 1_000)
  socket.on('close', () => clearInterval(timer))
}

const order = process.env.FLOOD
if (order === undefined) refuseAll()
else flood(JSON.parse(order) as FloodOrder)
