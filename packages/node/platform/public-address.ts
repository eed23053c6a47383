import { BlockList, isIP } from 'node:net'

/** How people reach a node behind a proxy that ends TLS. */
export interface PublicAddress {
  /** `https://name` or `https://name:port`, as a browser says its origin. */
  readonly origin: string
  /** The name alone, as a Host header says it. */
  readonly name: string
  /** Proxies on other machines that may say for whom they ask; one on this machine always may. */
  readonly trustedProxies: readonly string[]
}

/** Answers a wrong value in words, or what was read. */
type Read<T> = { readonly value: T } | { readonly wrong: string }

/** Reads `--public-url`: an address of https without path, query or login. */
export function readPublicUrl(text: string): Read<Pick<PublicAddress, 'origin' | 'name'>> {
  const url = URL.parse(text)
  const example = 'write it as https://plan.example.com'
  if (!url || url.hostname === '') return { wrong: `(${text}) should be an address: ${example}` }
  if (url.username !== '' || url.password !== '') return { wrong: `should have no login in it: ${example}` }
  if (url.protocol !== 'https:')
    return { wrong: `(${text}) should begin with https://, because the proxy ends TLS: ${example}` }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return { wrong: `(${text}) should end after the name, because the node answers at the root alone: ${example}` }
  return { value: { origin: url.origin, name: url.hostname.replace(/^\[(.*)\]$/, '$1') } }
}

/** Reads `--trusted-proxy`: addresses or ranges of addresses, by comma. */
export function readTrustedProxies(text: string): Read<readonly string[]> {
  const proxies = text.split(',').map((one) => one.trim())
  const wrong = proxies.find((one) => !isRange(one))
  return wrong === undefined
    ? { value: proxies }
    : { wrong: `(${wrong}) should be an address or a range, by comma: 10.0.0.5 or 10.0.0.0/24` }
}

/** A range of everything would let every caller say that it is another. */
function isRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128))
  )
}

/**
 * Whether a caller at this address may say for whom it asks (X-Forwarded-For). Without a public address nobody may: else anybody on a
 * machine that forwards nothing could ask under any number of addresses.
 */
export function trustOf(address: PublicAddress | undefined): false | ((from: string) => boolean) {
  if (!address) return false
  const trusted = new BlockList()
  for (const one of ['127.0.0.0/8', '::1', ...address.trustedProxies]) {
    const [net, bits] = one.split('/') as [string, string?]
    const family = isIP(net) === 4 ? 'ipv4' : 'ipv6'
    if (bits === undefined) trusted.addAddress(net, family)
    else trusted.addSubnet(net, Number(bits), family)
  }
  return (from) => isIP(from) !== 0 && trusted.check(from, isIP(from) === 4 ? 'ipv4' : 'ipv6')
}
