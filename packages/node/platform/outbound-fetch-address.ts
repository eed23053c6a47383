import { BlockList, isIP } from 'node:net'

/** Where a call may go: an origin, and for what is written as a number the very address. */
export interface OutboundAddress {
  readonly url: URL
  /** The name as it is resolved; an address without brackets. */
  readonly host: string
  /** On this machine, by permission of HEADWATER_LOOPBACK_PARTNERS. */
  readonly isLoopback: boolean
}

type Read = { readonly value: OutboundAddress } | { readonly wrong: string }

const MOST_LENGTH = 2_048
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1']
/** Who names this machine most likely tries two nodes on it. */
const TRY_OUT = '; to try nodes of one machine, start each of them with HEADWATER_LOOPBACK_PARTNERS=1'
const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
/** A name of at least two labels whose last is no number: what the resolver asks a public name server for. */
const NAME = new RegExp(`^(?=.{1,253}$)(${LABEL}\\.)+(?!\\d+$)${LABEL}$`)
/** Names that no public name server answers for. */
const HOUSE_NAMES = /\.(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/

/**
 * Reads an address that came from outside. It has to be written as it is meant: https, no login, a name in ASCII or an address
 * in its usual form. What a parser would turn into another address (0x7f.1, 2130706433, full-width digits, a dot at the end) is refused.
 */
export function readOutboundAddress(text: string, { loopback }: { readonly loopback: boolean }): Read {
  const url = text.length <= MOST_LENGTH ? URL.parse(text) : null
  if (!url) return { wrong: 'should be an address of https, of at most 2,048 characters' }
  if (url.username !== '' || url.password !== '' || /^[a-z]+:\/\/[^/?#]*@/i.test(text))
    return { wrong: 'should have no login in it' }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (!isWrittenPlainly(text, url)) return { wrong: `should name its host (${host}) plainly, as it is meant` }
  const isLoopback = loopback && LOOPBACK_HOSTS.includes(host)
  if (url.protocol !== 'https:' && !(isLoopback && url.protocol === 'http:'))
    return { wrong: `should begin with https://${LOOPBACK_HOSTS.includes(host) ? TRY_OUT : ''}` }
  if (isLoopback) return { value: { url, host, isLoopback } }
  if (isIP(host) === 0 && (!NAME.test(host) || HOUSE_NAMES.test(host)))
    return { wrong: `should name a public host, not (${host})` }
  if (isIP(host) !== 0 && !isPublicIp(host)) return { wrong: `should lead to a public address, not (${host})` }
  return { value: { url, host, isLoopback } }
}

/** The host stands in the text as it came out of the parser. */
function isWrittenPlainly(text: string, url: URL): boolean {
  const authority = /^[a-z]+:\/\/([^/?#\\]*)/i.exec(text)?.[1]
  return authority !== undefined && authority.toLowerCase().replace(/:\d{1,5}$/, '') === url.hostname
}

/** IANA's registry of special-purpose addresses: none of these is another company. */
const SPECIAL_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Within the global unicast of IPv6: protocols, Teredo, benchmarks, documentation, 6to4. */
const SPECIAL_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '2620:4f:8000::/48']

const special4 = blockOf(SPECIAL_4, 'ipv4')
const special6 = blockOf(SPECIAL_6, 'ipv6')
/** Everything else of IPv6 is loopback, link-local, private, multicast, a translation of IPv4, or nobody's. */
const global6 = blockOf(['2000::/3'], 'ipv6')

function blockOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [net, bits] = range.split('/') as [string, string]
    list.addSubnet(net, Number(bits), family)
  }
  return list
}

/** Whether another company can be at this address; a zone id (fe80::1%eth0) never is. */
export function isPublicIp(address: string): boolean {
  const family = address.includes('%') ? 0 : isIP(address)
  if (family === 4) return !special4.check(address, 'ipv4')
  return family === 6 && global6.check(address, 'ipv6') && !special6.check(address, 'ipv6')
}
