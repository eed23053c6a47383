import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'

/** Answers of one name, one after the other; the last one stays. Addresses of both families in one answer. */
export type Zone = Readonly<Record<string, readonly (readonly string[])[]>>

export interface NameServer {
  /** Every address of a name, asked of this server. */
  readonly resolve: (name: string) => Promise<readonly string[]>
  /** Names that were asked for, in order; each once for both families. */
  readonly asked: readonly string[]
  readonly close: () => void
}

const A = 1
const AAAA = 28

/** A real name server on loopback, which may say something else each time, as an attacker's does. */
export async function openNameServer(zone: Zone): Promise<NameServer> {
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const { name, end, type } = questionOf(query)
    const rounds = zone[name] ?? [[]]
    if (type === A) asked.push(name)
    const round = Math.max(0, asked.filter((one) => one === name).length - 1)
    const addresses = rounds[Math.min(round, rounds.length - 1)]!
    const records = addresses.filter((one) => (type === AAAA) === one.includes(':')).map(recordOf)
    socket.send(
      Buffer.concat([headOf(query, records.length), query.subarray(12, end), ...records]),
      from.port,
      from.address,
    )
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const resolver = new Resolver({ timeout: 2_000, tries: 1 })
  resolver.setServers([`127.0.0.1:${socket.address().port}`])
  return {
    asked,
    resolve: async (name) => {
      const none = (): string[] => []
      const first = await resolver.resolve4(name).catch(none)
      return [...first, ...(await resolver.resolve6(name).catch(none))]
    },
    close: () => socket.close(),
  }
}

/** The name as labels with their lengths, then type and class (RFC 1035 section 4.1.2). */
function questionOf(query: Buffer): { name: string; end: number; type: number } {
  const labels: string[] = []
  let at = 12
  for (; query[at]! > 0; at += query[at]! + 1) labels.push(query.toString('latin1', at + 1, at + 1 + query[at]!))
  return { name: labels.join('.').toLowerCase(), end: at + 5, type: query.readUInt16BE(at + 1) }
}

function headOf(query: Buffer, answers: number): Buffer {
  const head = Buffer.alloc(12)
  query.copy(head, 0, 0, 2)
  head.writeUInt16BE(0x8180, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(answers, 6)
  return head
}

/** Its name by reference to the question; never to be kept. */
function recordOf(address: string): Buffer {
  const data = address.includes(':') ? bytesOf6(address) : Buffer.from(address.split('.').map(Number))
  const head = Buffer.from([0xc0, 12, 0, data.length === 4 ? A : AAAA, 0, 1, 0, 0, 0, 0, 0, data.length])
  return Buffer.concat([head, data])
}

function bytesOf6(address: string): Buffer {
  const [left, right = ''] = address.split('::') as [string, string?]
  const groups = (text: string): number[] => (text === '' ? [] : text.split(':').map((one) => Number.parseInt(one, 16)))
  const [before, after] = [groups(left), groups(right)]
  const all = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after]
  return Buffer.from(all.flatMap((one) => [one >> 8, one & 255]))
}
