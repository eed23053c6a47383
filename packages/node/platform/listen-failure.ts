import { once } from 'node:events'
import { createServer } from 'node:net'

/** What to tell a user when the address cannot be taken; undefined when the error is another one. */
export function listenFailure(error: unknown, address: { host: string; port: number }): string | undefined {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return `Port ${address.port} is taken by another program. Stop that one, or choose another: npm start -- --port ${address.port + 1}`
  }
  if (code === 'EACCES')
    return `Port ${address.port} may not be taken by your user. Choose one above 1023: npm start -- --port 4700`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `Address (${address.host}) should be one of this machine, but it is not. Leave --host out to listen on localhost only`
  }
  return undefined
}

/** Rejects where the address cannot be taken: better said before the long work of a first start than after it. */
export async function tryAddress({ host, port }: { host: string; port: number }): Promise<void> {
  const server = createServer()
  server.listen({ host, port })
  await once(server, 'listening')
  server.close()
  await once(server, 'close')
}
