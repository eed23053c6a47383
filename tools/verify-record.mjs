// A second reader of exported records, after docs/reference/evidence.md: node tools/verify-record.mjs EXPORT.jsonl; exit 0 where it is whole.
import assert from 'node:assert'
import { createHash, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const sha = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  const memberOf = (key) => `${JSON.stringify(key)}:${canonical(value[key])}`
  return Object(value) === value ? `{${Object.keys(value).sort().map(memberOf).join()}}` : JSON.stringify(value)
}
const named = (value) => `sha-256:${sha(canonical(value)).toString('hex')}`
const partOf = (jws, part) => JSON.parse(Buffer.from(jws.split('.')[part], 'base64url'))
const USES = ['verificationMethod', 'assertionMethod', 'authentication', 'capabilityInvocation']
const ALGS = { Ed25519: ['EdDSA', null], 'P-256': ['ES256', 'sha256'] }
const isSigned = (jws, jwk, payload) => {
  const [header, own, signature, more] = jws.split('.')
  const [[alg, hash], bytes] = [ALGS[jwk.crv], Buffer.from(signature, 'base64url')]
  const signed = Buffer.from(`${header}.${payload === undefined ? own : Buffer.from(payload).toString('base64url')}`)
  const isStrict = more === undefined && partOf(jws, 0).alg === alg && bytes.toString('base64url') === signature
  return isStrict && verify(hash, signed, { key: jwk, format: 'jwk', dsaEncoding: 'ieee-p1363' }, bytes)
}
const checkSigned = (did, jws, payload, at) => {
  const key = rings.get(did)?.get(partOf(jws, 0).kid)
  assert(key && Date.parse(at) <= (key.retired ?? Infinity) * 1000 + 60_000, `a key of ${did} in use then should sign`)
  assert(jws.split('.')[1] === '' && isSigned(jws, key.jwk, payload), `the signature of ${did} should be right`)
}
let [log, number, isEnded, running] = [{ size: 0, most: 0 }, 0, false, createHash('sha256')]
const [rings, agreements, origins, checkpoints] = [new Map(), new Map(), new Set(), new Set()]
const compare = () => {
  const met = [...checkpoints].filter((one) => one.origin === log.origin && one.size === log.size)
  const root = log.size > 0 ? log.peaks.reduceRight((right, left) => sha(Buffer.of(1), left, right)) : sha('')
  for (const one of met) assert(root.equals(one.root) && checkpoints.delete(one), 'the root should be as checkpointed')
}
const append = (leaf, { receipt, receiptSignature }) => {
  assert(receipt.leafIndex === log.size && receipt.verdict === 'stored', 'the receipt should be of this place')
  checkSigned(log.receiver, receiptSignature, canonical(receipt), receipt.receivedAt)
  log.peaks.push(leaf)
  for (let rest = ++log.size; rest % 2 === 0; rest /= 2) log.peaks.push(sha(Buffer.of(1), ...log.peaks.splice(-2)))
  compare()
}
const takers = {
  header: ({ exporter, partner }) => [exporter, partner].map((did) => rings.set(did, new Map())),
  document: ({ did, document, seenAt, pin }, { id, keyRotations = [], ...sets } = JSON.parse(document)) => {
    const [ring, since] = [rings.get(id === did && did), did === [...rings.keys()][1] ? Date.parse(seenAt) / 1000 : 0]
    const { signature, ...note } = pin ?? { old: [] }
    if (pin) checkSigned(note.did === did && since && [...rings.keys()][0], signature, canonical(note), note.at)
    const thumb = ({ crv, kty, x, y }) => sha(JSON.stringify({ crv, kty, x, y })).toString('base64url')
    for (const key of ring.values()) if (note.old.includes(thumb(key.jwk))) key.retired ??= Date.parse(note.at) / 1000
    const own = USES.flatMap((use) => sets[use] ?? []).filter((m) => m?.controller === did && ALGS[m.publicKeyJwk?.crv])
    const keysOf = own.map((one) => ({ ...one, id: `${one.id}`.replace(/^#/, `${did}#`) }))
    const said = [keyRotations].flat().map((jws) => ({ ...partOf(jws, 1), by: partOf(jws, 0).kid, jws }))
    const isRoot = (key) => said.every(({ keys }) => keys.every((later) => later.id !== key.id))
    const addTo = (key) => ring.has(key.id) || ring.set(key.id, { jwk: key.publicKeyJwk })
    for (const roots of ring.size > 0 ? [pin ? keysOf : []] : [keysOf.filter(isRoot), keysOf]) {
      roots.forEach(addTo)
      for (const { jws, by, at, retires, keys } of said) {
        if (!(ring.get(by)?.retired === undefined && ring.has(by) && isSigned(jws, ring.get(by).jwk))) continue
        keys.forEach(addTo)
        for (const old of retires) if (ring.has(old)) ring.get(old).retired ??= Math.max(at, since)
      }
    }
  },
  agreement: ({ id, agreement, hash }) => agreements.set(id, named(agreement) === hash ? hash : assert.fail('hash')),
  checkpoint: ({ signer, checkpoint, signature }, [origin, size, root, at] = checkpoint.split('\n')) => {
    checkSigned(signer, signature, checkpoint, at)
    checkpoints.add({ origin, size: Number(size), root: Buffer.from(root, 'base64') })
  },
  log: ({ sender, receiver, size }, origin = `${receiver}/from/${sender}`) => {
    assert(rings.has(sender) && rings.has(receiver) && log.size === log.most, 'logs of the two, to their end')
    log = { sender, receiver, origin, most: size, size: 0, peaks: [], streams: new Map(), faded: 0 }
    compare(origins.add(origin))
  },
  record: ({ envelope, signature, ...proof }) => {
    const { transferPid, seq, prev, body, bodyHash, type, agreementId } = envelope
    const { seq: before, hash } = log.streams.get(transferPid) ?? { seq: 0, hash: null }
    assert(seq > before && seq - before - 1 <= log.faded && (seq > before + 1 || prev === hash), 'seq and prev')
    assert(`${envelope.receiver}/from/${envelope.sender}` === log.origin && named(body) === bodyHash, 'log, body')
    assert(proof.receipt.messageId === envelope.messageId && proof.receipt.bodyHash === bodyHash, 'the receipt of it')
    assert(type !== 'agreement_signature:1.0.0' || agreements.has(agreementId), 'a signed agreement stands above')
    checkSigned(log.sender, signature, canonical(envelope), envelope.sentAt)
    append(sha(Buffer.of(0), canonical(envelope)), proof, log.streams.set(transferPid, { seq, hash: named(envelope) }))
  },
  leaf: ({ leaf, ...proof }) => append(Buffer.from(leaf, 'hex'), proof, log.faded++),
  incident: () => {},
  end: ({ signature, at, kind, lines, sha256, ...more }) => {
    assert(log.size === log.most && origins.size === 2 && checkpoints.size === 0, 'all logs and checkpoints to the end')
    checkSigned([...rings.keys()][0], signature, canonical({ at, kind, lines, sha256, ...more }), at)
    assert(lines === number && sha256 === running.digest('hex'), 'the end should cover all before it')
  },
}
process.on('uncaughtException', ({ message }) => process.exit(console.error(`line ${number + 1}: ${message}`) ?? 1))
const rows = Array.from(readFileSync(process.argv[2], 'latin1').split('\n'), (line) => Buffer.from(line, 'latin1'))
for (; number < rows.length - 1; number++) {
  const one = JSON.parse(rows[number])
  assert(rows[number].equals(Buffer.from(canonical(one))) && (one.format === 'headwater-record/1') === !number, 'form')
  takers[one.kind](one)
  isEnded = one.kind === 'end' || !running.update(rows[number]).update('\n')
}
console.log(`whole: ${rows[number].length === 0 && isEnded ? number : assert.fail('its end and line feed')} lines`)
