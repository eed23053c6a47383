import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A certificate that nobody but the test trusts, for one name, valid around now; both in PEM. */
export function selfSigned(name: string): { readonly key: string; readonly certificate: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const algorithm = sequence(oid('2a8648ce3d040302'))
  const called = sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(name)))))
  const names = sequence(oid('551d11'), tlv(0x04, sequence(tlv(0x82, Buffer.from(name)))))
  const inner = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    called,
    sequence(time(Date.now() - DAY_MS), time(Date.now() + DAY_MS)),
    called,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(names)),
  )
  const signature = tlv(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', inner, privateKey)]))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    certificate: pem(sequence(inner, algorithm, signature)),
  }
}

const DAY_MS = 86_400_000

/** One value of DER (X.690): its tag, its length, its bytes. */
function tlv(tag: number, bytes: Buffer): Buffer {
  const { length } = bytes
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), bytes])
}

const sequence = (...parts: readonly Buffer[]): Buffer => tlv(0x30, Buffer.concat(parts))
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'))
const time = (moment: number): Buffer =>
  tlv(0x17, Buffer.from(`${new Date(moment).toISOString().replaceAll(/\D/g, '').slice(2, 14)}Z`))
const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
