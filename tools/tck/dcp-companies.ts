import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Holder and issuer of the suite, whose DID documents are published here. */
export interface SuiteCompanies {
  readonly holder: string
  readonly issuer: string
  /** Settings of the suite that say whose keys these are and where it begins each flow. */
  readonly settings: Readonly<Record<string, string>>
  readonly close: () => void
}

export interface CompaniesOptions {
  /** Addresses of the node and of the suite. */
  readonly node: string
  readonly suite: string
  /** The release is given its keys; candidates before it make their own. */
  readonly keysAreMadeBy: 'us' | 'suite'
  /** Waited for before the first call is passed on: by then the documents can be read. */
  readonly begin: () => Promise<void>
}

const BODY = JSON.stringify({
  '@context': ['https://w3id.org/dspace/2025/1/context.jsonld'],
  '@type': 'CatalogRequestMessage',
})

/**
 * The suite asks for a catalogue in the words of an older Dataspace Protocol and says that its body need not be read; ours is read. So the
 * call is passed on with its token as it is, and the body of DSP 2025-1.
 */
export async function openSuiteCompanies({
  node,
  suite,
  keysAreMadeBy,
  begin,
}: CompaniesOptions): Promise<SuiteCompanies> {
  const documents = new Map<string, () => Promise<string>>()
  let begun: Promise<void> | undefined
  const passOn = async (authorization: string | undefined) => {
    begun ??= begin()
    await begun
    const answer = await fetch(`${node}/dsp/2025-1/catalog/request`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
      body: BODY,
    })
    return { status: answer.status, text: await answer.text() }
  }
  const server = createServer((request, response) => {
    request.resume()
    const document = documents.get(request.url ?? '')
    const answer = document ? document().then((text) => ({ status: 200, text })) : passOn(request.headers.authorization)
    answer.then(
      ({ status, text }) => response.writeHead(status).end(text),
      (error: Error) => response.writeHead(502).end(error.message),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const settings: Record<string, string> = { 'dataspacetck.vpp.trigger.endpoint': `http://localhost:${port}/trigger` }
  const open = (name: string): string => {
    const did = `did:web:localhost%3A${port}:${name}`
    const path = `/${name}/did.json`
    settings[`dataspacetck.did.${name}`] = did
    if (keysAreMadeBy === 'us') {
      const { key, document } = companyOf(did, suite)
      settings[`dataspacetck.key.${name}`] = key
      documents.set(path, () => Promise.resolve(JSON.stringify(document)))
    } else documents.set(path, () => documentOfSuite(suite + path))
    return did
  }
  return {
    holder: open('holder'),
    issuer: open('issuer'),
    settings,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The document of a candidate, which does not say what its key is for: without that nobody may take the key for a signature. */
async function documentOfSuite(url: string): Promise<string> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  const document = (await answer.json()) as { readonly verificationMethod: readonly { readonly id: string }[] }
  const keys = document.verificationMethod.map(({ id }) => id)
  return JSON.stringify({ ...document, authentication: keys, assertionMethod: keys, capabilityInvocation: keys })
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
