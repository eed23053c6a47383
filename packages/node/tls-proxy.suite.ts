import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { createInterface } from 'node:readline'
import { selfSigned } from './self-signed.suite.ts'

export interface ProxyCall {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** The address of the caller: 127.0.0.N. */
  readonly from?: string
}

export interface TlsProxy {
  readonly call: (path: string, call?: ProxyCall) => Promise<IncomingMessage>
  readonly end: () => Promise<void>
}

/** A proxy that ends TLS for this name in front of a node; callers check its certificate. */
export async function startTlsProxy(name: string, to: string): Promise<TlsProxy> {
  const { key, certificate } = selfSigned(name)
  const program = new URL('./tls-proxy-process.suite.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    env: { ...process.env, TLS_PROXY: JSON.stringify({ to, key, certificate }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return {
    call: async (path, { method = 'GET', headers = {}, body, from = '127.0.0.1' } = {}) => {
      const asked = request({
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: { host: name, ...headers },
        localAddress: from,
        servername: name,
        ca: certificate,
        agent: false,
      })
      asked.end(body)
      return ((await once(asked, 'response')) as [IncomingMessage])[0]
    },
    end: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}

/** The answer's whole body. */
export async function bodyOf(answer: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of answer.setEncoding('utf8')) text += part
  return text
}
