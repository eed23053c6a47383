import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Holder and issuer of the suite: it has their keys, and we publish their DID documents before it begins, so that they can be pinned. */
export interface SuiteCompanies {
  readonly holder: { readonly did: string; readonly key: string }
  readonly issuer: { readonly did: string; readonly key: string }
  /** Where the suite begins each flow. */
  readonly trigger: string
  readonly close: () => void
}

const BODY = JSON.stringify({
  '@context': ['https://w3id.org/dspace/2025/1/context.jsonld'],
  '@type': 'CatalogRequestMessage',
})

/**
 * The suite asks for a catalogue in the words of an older Dataspace Protocol and says that its body need not be read; ours is read. So the
 * call is passed on with its token as it is, and the body of DSP 2025-1.
 */
export async function openSuiteCompanies(node: string, suite: string): Promise<SuiteCompanies> {
  const documents = new Map<string, string>()
  const server = createServer((request, response) => {
    const document = documents.get(request.url ?? '')
    if (document !== undefined) return void response.end(document)
    request.resume()
    const { authorization } = request.headers
    fetch(`${node}/dsp/2025-1/catalog/request`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
      body: BODY,
    }).then(
      (answer) => void answer.text().then((text) => response.writeHead(answer.status).end(text)),
      () => response.writeHead(502).end(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const open = (name: string) => {
    const did = `did:web:localhost%3A${port}:${name}`
    const { key, document } = companyOf(did, suite)
    documents.set(`/${name}/did.json`, JSON.stringify(document))
    return { did, key }
  }
  return {
    holder: open('holder'),
    issuer: open('issuer'),
    trigger: `http://localhost:${port}/trigger`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function companyOf(did: string, suite: string): { readonly key: string; readonly document: object } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const kid = 'tck'
  const id = `${did}#${kid}`
  return {
    key: JSON.stringify({ ...pair.privateKey.export({ format: 'jwk' }), kid }),
    document: {
      '@context': ['https://www.w3.org/ns/did/v1'],
      id: did,
      verificationMethod: [
        {
          id,
          type: 'JsonWebKey2020',
          controller: did,
          publicKeyJwk: { ...pair.publicKey.export({ format: 'jwk' }), kid },
        },
      ],
      authentication: [id],
      assertionMethod: [id],
      capabilityInvocation: [id],
      service: [{ id: `${did}#cs`, type: 'CredentialService', serviceEndpoint: suite }],
    },
  }
}
