import { createHash, createPublicKey, hash, type JsonWebKey, type KeyObject, verify } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { ExportFault } from '@headwater/exchange/evidence/export-lines'
import type { Cryptography } from '@headwater/exchange/evidence/key-ring'
import { type ExportVerdict, ExportVerifier } from '@headwater/exchange/evidence/verify-export'
import type { PublicJwk } from '@headwater/exchange/identity/did-document'
import { type Command, type CommandLine, EXIT, InvalidInput, UsageError } from '../command.ts'
import { say, summarise } from '../progress.ts'

export const verifyRecord: Command = {
  name: 'verify',
  usage: 'headwater verify EXPORT [--pin THUMBPRINT[,THUMBPRINT]…] [--json]',
  summary: 'check an exported record: every signature, every byte; without a node or a network',
  options: ['pin'],
  flags: ['json'],
  positionals: [1, 1],
  run: async (line) => {
    const file = line.positionals[0]!
    const pinned = new Set(line.options.pin?.split(','))
    for (const one of pinned)
      if (!/^[A-Za-z0-9_-]{43}$/.test(one))
        throw new UsageError(`--pin (${one}) should be a thumbprint of 43 characters`)
    const verdict = await verifyFile(file, pinned)
    report(line, verdict)
    return verdict.unusedPins.length === 0 ? EXIT.answer : EXIT.invalid
  },
}

function report(line: CommandLine, verdict: ExportVerdict): void {
  const { agreements, roots, pins, unusedPins, ...counted } = verdict
  const isJson = line.flags.has('json')
  summarise(isJson, isJson ? { ...verdict } : { ...counted, agreementsSignedByBoth: agreements.both })
  if (agreements.one + agreements.none > 0)
    say(`Agreements that not both sides have signed: ${agreements.one + agreements.none}`)
  if (agreements.disputed > 0) say(`Agreements of which one side has signed another text: ${agreements.disputed}`)
  for (const [did, thumbprints] of Object.entries(roots))
    say(`Whether ${did} is who you think rests on: ${thumbprints.join(', ')}`)
  for (const { at, by, did, old, new: after } of pins)
    say(
      `From ${at} on, who ${did} is rests on the word of ${by} at ${verdict.exporter} alone: ${after.join(', ')} in place of ${old.join(', ')}. Ask ${did}`,
    )
  say('The record is whole: every line, signature, receipt and root agrees.')
  for (const pin of unusedPins)
    say(`--pin (${pin}) is of no key in this record: the record is of somebody else, or the thumbprint is mistyped`)
}

/** A longer line is no message of ours, and would have to be held in memory. */
const LONGEST_LINE = 64 * 1024 * 1024
const LINE_FEED = 10

/** Checks an export line by line. Throws InvalidInput with the number of the line that is wrong. */
export async function verifyFile(file: string, pinned: ReadonlySet<string>): Promise<ExportVerdict> {
  const running = createHash('sha256')
  const soFar = (): string => running.copy().digest('hex')
  const update = (bytes: Uint8Array): void => void running.update(bytes)
  const verifier = new ExportVerifier({ cryptography, running: { update, soFar }, pinned })
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let number = 1
  try {
    for await (const bytes of linesOf(file)) {
      verifier.line(utf8.decode(bytes.subarray(0, -1)), bytes)
      number += 1
    }
    return verifier.verdict()
  } catch (error) {
    if (error instanceof ExportFault) throw new InvalidInput(`${file} is not whole, line ${number}: ${error.message}`)
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new InvalidInput(`${file} is not whole, line ${number}: should be UTF-8`)
    if (error instanceof Error && 'syscall' in error) throw new InvalidInput(`${file} cannot be read: ${error.message}`)
    throw error
  }
}

/** Each with its line feed; throws ExportFault for an end without one. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  let length = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      const last = chunk.subarray(start, end + 1)
      yield rest.length > 0 ? Buffer.concat([...rest, last]) : last
      rest = []
      length = 0
      start = end + 1
    }
    length += chunk.length - start
    if (length > LONGEST_LINE) throw new ExportFault(`should have at most ${LONGEST_LINE} bytes`)
    if (start < chunk.length) rest.push(chunk.subarray(start))
  }
  if (rest.length > 0) throw new ExportFault('should end with a line feed: the file was cut off')
}

const keys = new WeakMap<PublicJwk, KeyObject>()

/** Undefined: a point beside the curve. */
function keyOf(jwk: PublicJwk): KeyObject | undefined {
  const kept = keys.get(jwk)
  if (kept) return kept
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
    keys.set(jwk, key)
    return key
  } catch {
    return undefined
  }
}

const cryptography: Cryptography = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  isSigned: (jwk, bytes, signature) => {
    const key = keyOf(jwk)
    if (!key) return false
    return jwk.kty === 'OKP'
      ? verify(null, bytes, key, signature)
      : verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature)
  },
}
