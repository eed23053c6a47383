import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../doors.suite.ts'
import {
  documentOf,
  type HandMadePartner,
  makeKey,
  openHandMadePartner,
  signHandMade,
} from './hand-made-partner.suite.ts'
import { openPartnerDoors, type PartnerDoors, VISITED } from './partners.suite.ts'

let now = Math.floor(Date.now() / 1_000)
let maker: PartnerDoors
let partner: HandMadePartner
let us: string
beforeAll(async () => {
  maker = await openPartnerDoors({ clock: { machine: () => now * 1_000 } })
  partner = await openHandMadePartner()
  us = maker.exchange.identity.did
  await add(partner.did)
})
afterAll(async () => {
  partner.close()
  await maker.close()
})

const add = async (did: string): Promise<void> => {
  const { status } = await maker.call('/api/partners', { method: 'POST', headers: maker.owner, body: { did } })
  expect(status).toBe(201)
}
const good = (more: object = {}) => ({ ...partner.claims(us, now), ...more })
const visit = (token: string): Promise<Answer> => maker.visit(`Bearer ${token}`)
const detailOf = ({ body }: Answer): string => (body as { detail: string }).detail

describe('F7 token rules fail closed', () => {
  test('a good token of either kind of key is let in', async () => {
    expect((await visit(signHandMade(partner.keys.ed, good()))).status).toBe(200)
    expect((await visit(signHandMade(partner.keys.ec, good()))).status).toBe(200)
  })

  const { ed, ec } = { ed: () => partner.keys.ed, ec: () => partner.keys.ec }
  const other = makeKey('x', 'ed')
  const bad: [string, () => string | undefined, RegExp][] = [
    ['no token', () => undefined, /Send a self-issued ID token/],
    ['another scheme', () => `Basic ${signHandMade(ed(), good())}`, /Send a self-issued/],
    ['two tokens', () => `Bearer ${signHandMade(ed(), good())} ${signHandMade(ed(), good())}`, /Send a self-issued/],
    ['no JWS', () => 'Bearer abc', /should be a JWS/],
    ['alg none', () => bearer(unsigned()), /should be a JWS/],
    [
      'alg none with a signature',
      () => bearer(signHandMade(ed(), good(), { alg: 'none', kid: ed().kid })),
      /alg EdDSA or ES256/,
    ],
    ['HS256 with the public key', () => bearer(withPublicKey()), /alg EdDSA or ES256/],
    [
      'the alg of another key',
      () => bearer(signHandMade(ed(), good(), { alg: 'ES256', kid: ed().kid })),
      /should be signed by/,
    ],
    ['a wrong key', () => bearer(signHandMade({ ...other, kid: ed().kid }, good())), /should be signed by/],
    [
      'a foreign kid',
      () => bearer(signHandMade(ed(), good(), { alg: 'EdDSA', kid: 'did:web:brand.example#ed' })),
      /kid of/,
    ],
    [
      'a kid that nobody knows',
      () => bearer(signHandMade({ ...other, kid: `${partner.did}#new` }, good())),
      /pinned key announced/,
    ],
    [
      'a key in its header',
      () => bearer(signHandMade(other, good(), { alg: 'EdDSA', jwk: other.open.export({ format: 'jwk' }) })),
      /JWS/,
    ],
    [
      'a critical header',
      () => bearer(signHandMade(ed(), good(), { alg: 'EdDSA', kid: ed().kid, crit: ['exp'] })),
      /JWS/,
    ],
    ['an iss that is not sub', () => bearer(signHandMade(ed(), good({ sub: us }))), /should be sub/],
    ['another audience', () => bearer(signHandMade(ed(), good({ aud: 'did:web:other.example' }))), /aud/],
    ['a list of audiences', () => bearer(signHandMade(ed(), good({ aud: [us] }))), /iss, sub, aud/],
    ['an audience and more', () => bearer(signHandMade(ed(), good({ aud: `${us}#x` }))), /aud/],
    ['an end that is over', () => bearer(signHandMade(ed(), good({ iat: now - 70, exp: now - 6 }))), /exp/],
    ['a beginning that is yet to come', () => bearer(signHandMade(ed(), good({ nbf: now + 60 }))), /nbf/],
    ['a birth long ago', () => bearer(signHandMade(ed(), good({ iat: now - 400 }))), /iat/],
    ['a birth that is yet to come', () => bearer(signHandMade(ed(), good({ iat: now + 60, exp: now + 90 }))), /iat/],
    ['no jti', () => bearer(signHandMade(ed(), good({ jti: undefined }))), /jti/],
    ['an end too far', () => bearer(signHandMade(ed(), good({ exp: now + 3_600 }))), /exp/],
    ['an end that is no number', () => bearer(signHandMade(ed(), good({ exp: '9999999999' }))), /exp/],
    [
      'an end beyond all numbers',
      () => bearer(signHandMade(ed(), JSON.stringify(good()).replace(/"exp":\d+/, '"exp":1e400'))),
      /JWS/,
    ],
    [
      'a claim that stands twice',
      () => bearer(signHandMade(ed(), JSON.stringify(good()).replace('{', '{"iss":"did:web:a.example",'))),
      /once each/,
    ],
    [
      'an alg that stands twice',
      () => bearer(signHandMade(ed(), good(), `{"alg":"none","alg":"EdDSA","kid":"${ed().kid}"}`)),
      /once each/,
    ],
    ['claims that are a list', () => bearer(signHandMade(ed(), '[]')), /JWS/],
    ['a huge token', () => bearer(signHandMade(ed(), good({ x: 'x'.repeat(7_000) }))), /at most 8192/],
    [
      'a signature with one other bit',
      () => bearer(flipped(signHandMade(ec(), good()))),
      /should be signed by|should be a JWS/,
    ],
    [
      'a signature cut short',
      () => bearer(signHandMade(ed(), good()).slice(0, -4)),
      /should be signed by|should be a JWS/,
    ],
    ['one character more', () => `${bearer(signHandMade(ed(), good()))}=`, /JWS/],
  ]
  const bearer = (token: string): string => `Bearer ${token}`
  const unsigned = (): string => signHandMade(ed(), good(), { alg: 'none', kid: ed().kid }).replace(/[^.]*$/, '')
  const flipped = (token: string): string => token.slice(0, -8) + (token.at(-8) === 'A' ? 'B' : 'A') + token.slice(-7)
  const withPublicKey = (): string => {
    const signed = signHandMade(ed(), good(), { alg: 'HS256', kid: ed().kid }).replace(/\.[^.]*$/, '')
    const secret = ed().open.export({ format: 'pem', type: 'spki' })
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
  }

  test.each(bad)('a call with %s is answered 401, with the reason', async (_, token, words) => {
    const answer = await maker.visit(token())
    expect({ status: answer.status, detail: detailOf(answer) }).toEqual({
      status: 401,
      detail: expect.stringMatching(words),
    })
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  })

  test('a token is not let in twice, nor by two calls at once', async () => {
    const token = signHandMade(partner.keys.ed, good())
    const answers = await Promise.all(Array.from({ length: 20 }, () => visit(token)))
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([
      200,
      ...Array.from({ length: 19 }, () => 401),
    ])
    const again = signHandMade(partner.keys.ec, good({ jti: 'said-before' }))
    expect((await visit(again)).status).toBe(200)
    expect(detailOf(await visit(signHandMade(partner.keys.ed, good({ jti: 'said-before' }))))).toContain('said-before')
  })

  test('a clock three seconds off is let in, one of a minute is not', async () => {
    for (const off of [-3, 0, 3])
      for (const claims of [
        { iat: now + off, exp: now + off + 60 },
        { iat: now - 60, exp: now + off + 1 },
        { nbf: now + off },
      ])
        expect({
          off,
          claims,
          status: (await visit(signHandMade(partner.keys.ed, good(claims)))).status,
        }).toMatchObject({ status: 200 })
    for (const claims of [{ iat: now + 60, exp: now + 120 }, { iat: now - 120, exp: now - 60 }, { nbf: now + 60 }])
      expect({ claims, status: (await visit(signHandMade(partner.keys.ed, good(claims)))).status }).toMatchObject({
        status: 401,
      })
  })

  test('a key that is for signatures alone opens no door', async () => {
    const poor = await openHandMadePartner()
    poor.document = { ...documentOf(poor.did, [poor.keys.ed, poor.keys.ec]), capabilityInvocation: ['#ed'] }
    await add(poor.did)
    const token = (key: 'ed' | 'ec') => visit(signHandMade(poor.keys[key], poor.claims(us, now)))
    expect((await token('ed')).status).toBe(200)
    expect(await token('ec')).toMatchObject({ status: 401 })
    poor.close()
  })

  test('a stranger that cannot be looked up is answered 401, one that can 403, and nobody makes us look without end', async () => {
    const stranger = await openHandMadePartner()
    const say = () => visit(signHandMade(stranger.keys.ed, stranger.claims(us, now)))
    expect(await say()).toMatchObject({ status: 403, body: { detail: expect.stringContaining('no partner') } })
    expect((await visit(signHandMade({ ...other, kid: stranger.keys.ed.kid }, stranger.claims(us, now)))).status).toBe(
      401,
    )
    stranger.document = null
    for (let i = 0; i < 20; i++) await say()
    expect(stranger.asked()).toBe(1)
    stranger.close()
    for (const did of [
      'did:web:127.0.0.1%3A1',
      'did:web:10.0.0.1',
      'did:web:169.254.169.254',
      'did:key:z6Mk',
      `did:web:${'a'.repeat(3_000)}`,
    ]) {
      const claims = { ...stranger.claims(us, now), iss: did, sub: did }
      expect({ did, status: (await visit(signHandMade({ ...other, kid: `${did}#k` }, claims))).status }).toEqual({
        did,
        status: 401,
      })
    }
    for (let i = 0; i < 40; i++) {
      const did = `did:web:10.0.0.${i}`
      const claims = { ...stranger.claims(us, now), iss: did, sub: did }
      const answer = await visit(signHandMade({ ...other, kid: `${did}#k` }, claims))
      if (i > 30)
        expect(answer).toMatchObject({ status: 401, body: { detail: expect.stringContaining('Too many unknown') } })
    }
    expect((await visit(signHandMade(partner.keys.ed, good()))).status).toBe(200)
  })

  test('nobody is let in while it cannot be kept that a token was used', async () => {
    await maker.database.query({ text: 'alter table used_token rename to stopped' })
    expect(await visit(signHandMade(partner.keys.ed, good()))).toMatchObject({ status: 503 })
    await maker.database.query({ text: 'alter table stopped rename to used_token' })
    expect((await visit(signHandMade(partner.keys.ed, good()))).status).toBe(200)
  })

  test('two processes on one database let each token in once', async () => {
    const program = new URL('./partner-door-process.suite.ts', import.meta.url).pathname
    const children = [0, 1].map(() =>
      spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
        env: { ...process.env, DATABASE_URL: maker.database.url },
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    )
    const addresses = await Promise.all(
      children.map(async ({ stdout }) => ((await once(createInterface({ input: stdout }), 'line')) as [string])[0]),
    )
    // The processes go by the machine's clock.
    const moment = Math.floor(Date.now() / 1_000)
    const ask = async (address: string, authorization: string): Promise<number> =>
      (await fetch(`${address}${VISITED}`, { method: 'POST', headers: { authorization } })).status
    for (let i = 0; i < 10; i++) {
      const token = `Bearer ${signHandMade(partner.keys.ed, partner.claims(us, moment))}`
      const statuses = await Promise.all([...addresses, ...addresses].map((one) => ask(one, token)))
      expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 401, 401, 401])
    }
    for (const child of children) child.kill('SIGKILL')
  })

  test('what has run out is forgotten, a bounded part at a time', async () => {
    const count = async (): Promise<number> => {
      const text = 'select count(*)::int as left from used_token where expires < to_timestamp($1::int - 60)'
      return (await maker.database.query<{ left: number }>({ text, values: [now] }))[0]!.left
    }
    await maker.database.query({
      text: `insert into used_token select decode(lpad(to_hex(i), 64, '0'), 'hex'), to_timestamp($1::int - 120) from generate_series(1, 20000) i`,
      values: [now],
    })
    const before = await count()
    for (let i = 0; i < 128; i++) expect((await visit(signHandMade(partner.keys.ed, good()))).status).toBe(200)
    const after = await count()
    expect(after).toBeLessThan(before)
    expect(before - after).toBeLessThanOrEqual(3 * 16_384)
    now += 10
    for (let i = 0; i < 128; i++) await visit(signHandMade(partner.keys.ed, good()))
    expect(await count()).toBe(0)
  })
})
