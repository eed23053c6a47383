import { isIP } from 'node:net'
import { hostname } from 'node:os'

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '::1']
const EVERYWHERE: readonly string[] = ['0.0.0.0', '::']

/**
 * Tells whether a Host header names this node. A page of a foreign name can be bound to any address (DNS rebinding), so names are a
 * closed list; numbers cannot be bound, and where the node listens on every address they are all let in.
 */
export function ownNames(
  listening: string,
  { machine = hostname(), publicName }: { readonly machine?: string; readonly publicName?: string | undefined } = {},
): (header: string | undefined) => boolean {
  const isOpen = EVERYWHERE.includes(listening)
  const own = isOpen ? [machine, `${machine}.local`] : [listening]
  const names = new Set([...LOOPBACK, ...own, ...(publicName === undefined ? [] : [publicName])].map(lower))
  return (header) => {
    const name = lower(withoutPort(header ?? ''))
    return names.has(name) || (isOpen && isIP(name) !== 0)
  }
}

/** The name under which people find a node that listens there. */
export const calledName = (listening: string): string =>
  EVERYWHERE.includes(listening) ? hostname() : isIP(listening) === 6 ? `[${listening}]` : listening

const lower = (text: string): string => text.toLowerCase()
const withoutPort = (header: string): string => header.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
