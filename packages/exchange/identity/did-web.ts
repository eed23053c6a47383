import { fail, type Result, succeed } from '@headwater/domain/outcome/result'

const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/
const SEGMENT = /^[A-Za-z0-9._~-]{1,100}$/
const PORT = /^[1-9]\d{0,4}$/

/**
 * Where the document of a did:web stands (method of W3C CCG): `did:web:maker.example` under /.well-known/did.json,
 * `did:web:maker.example%3A8443:plant` under /plant/did.json on that port. Hosts in lower case only, so that one company has one DID.
 */
export function didWebAddress(did: string): Result<string> {
  const parts = /^did:web:(.+)$/.exec(did)?.[1]?.split(':')
  if (!parts) return fail('invalid', `DID (${did}) should begin with did:web:`)
  const [authority, ...segments] = parts as [string, ...string[]]
  const [host, port, ...more] = authority.split(/%3A/i) as [string, string?, ...string[]]
  if (!HOST.test(host) || more.length > 0 || (port !== undefined && !(PORT.test(port) && Number(port) <= 65_535)))
    return fail('invalid', `DID (${did}) should have a host in lower case, and a port as %3A8443`)
  const wrong = segments.find((one) => !SEGMENT.test(one) || one === '.' || one === '..')
  if (wrong !== undefined) return fail('invalid', `DID (${did}) should have no path step like (${wrong})`)
  const path = segments.length === 0 ? '.well-known' : segments.join('/')
  return succeed(`https://${host}${port === undefined ? '' : `:${port}`}/${path}/did.json`)
}

/** A DID whose first step looks like a port most likely means one: how that would be written; undefined: it does not. */
export function didWithPort(did: string): string | undefined {
  const [, host, port, rest] = /^did:web:([^:%]+):([1-9]\d{1,4})((?::.*)?)$/.exec(did) ?? []
  return host === undefined ? undefined : `did:web:${host}%3A${port}${rest}`
}

/** The did:web of a node's public address; paths become steps. */
export const didWebOf = ({ host, path = [] }: { readonly host: string; readonly path?: readonly string[] }): string =>
  ['did:web', host.replace(':', '%3A'), ...path].join(':')
