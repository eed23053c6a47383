import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson } from '@headwater/exchange/evidence/canonical-json'
import { asJson, type Envelope, hashOf } from '@headwater/exchange/evidence/envelope'
import { leafHash } from '@headwater/exchange/evidence/merkle-log'
import { expect, test } from 'vitest'
import { signDetached, signingKey } from '../identity/jws.ts'
import { sha256 } from './sha256.ts'

/** The key of RFC 8037, appendix A.1: everybody has it. */
const KEY = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  alg: 'EdDSA',
} as const
const BRAND = 'did:web:brand.example'
const BODY = { unit: 'piece', pieces: 3 }

test('the worked example of the reference is what the code makes', () => {
  const envelope: Envelope = {
    messageId: '7d1c1d5e-4c0f-4d4e-9a55-0d3c6f1f2a10',
    type: 'item_stock:2.0.0',
    agreementId: 'agreement-1',
    transferPid: 'transfer-1',
    sender: BRAND,
    receiver: 'did:web:maker.example',
    seq: 1,
    prev: null,
    sentAt: '2026-11-26T12:00:00.000Z',
    bodyHash: hashOf(BODY, sha256),
    body: BODY,
  }
  const content = canonicalJson(asJson(envelope))
  const bytes = Buffer.from(content)
  const by = signingKey(KEY, `${BRAND}#key-1`)
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/reference/evidence.md'), 'utf8')
  const example = {
    envelope: content,
    bytes: String(bytes.length),
    hash: hashOf(asJson(envelope), sha256),
    input: `${by.header}.${bytes.toString('base64url').slice(0, 24)}…`,
    signature: signDetached(by, bytes),
    leaf: Buffer.from(leafHash(bytes, sha256)).toString('hex'),
  }
  const [, written = ''] = /## A worked example\n[\s\S]*?```\n([^`]*)\n```/.exec(page) ?? []
  const lines = Object.entries(example).map(([name, value]) => `${name.padEnd(9)} ${value}`)
  expect(written.split('\n')).toEqual(lines)
})
