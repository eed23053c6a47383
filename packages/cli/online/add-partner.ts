import { COMPANY_NUMBERS } from '@headwater/exchange/identity/company-number'
import type { FoundCompany, PartnerDetail } from '../../../schemas/rest/partners.ts'
import { aligned, factsNamed } from '../aligned.ts'
import { type Command, EXIT, UsageError } from '../command.ts'
import { say, summarise } from '../progress.ts'
import { openNode } from './node-client.ts'

const DID = /^did:web:[A-Za-z0-9._~%:-]+$/
const THUMBPRINT = /^[A-Za-z0-9_-]{43}$/

/** Throws UsageError: what a DID looks like. */
function readDid(text: string): string {
  if (DID.test(text)) return text
  throw new UsageError(`DID (${text}) should be did:web: and an address, as did:web:maker.example`)
}

/** Shows who answers for a DID, before anything is kept. */
export const lookAtCompany: Command = {
  name: 'partner look',
  usage: 'headwater partner look DID [--json]',
  summary: 'the keys of a company that is to be a partner, to compare them; nothing is kept',
  options: [],
  flags: ['json'],
  positionals: [1, 1],
  run: async ({ positionals, flags }) => {
    const did = readDid(positionals[0]!)
    const node = await openNode()
    const found = await node.ask<FoundCompany>('POST', '/api/partners/look', { did })
    process.stdout.write(flags.has('json') ? `${JSON.stringify(found)}\n` : `${aligned(factsOf(found)).join('\n')}\n`)
    say(
      found.partner === null
        ? `Compare a thumbprint with what the company says by another way than the network, then: headwater partner add ${did} --thumbprint …`
        : 'It is a partner already.',
    )
    return EXIT.answer
  },
}

const factsOf = ({ did, keys, services }: FoundCompany) => [
  ['did', did],
  ...keyFacts(keys),
  ...factsNamed(
    'service',
    services.map(({ type, endpoint }) => [type, endpoint]),
  ),
]

const keyFacts = (keys: FoundCompany['keys']) =>
  factsNamed(
    'key',
    keys.map(({ thumbprint, algorithm }) => [thumbprint, algorithm]),
  )

/** Keeps a company with the keys that it has now. */
export const addPartner: Command = {
  name: 'partner add',
  usage:
    'headwater partner add DID [--name NAME] [--thumbprint KEY] [--gln N] [--lei N] [--uscc N] [--bpn N] [--json]\n' +
    '    --thumbprint  of a key that the partner told you by another way; with another key nothing is added',
  summary: 'trust the keys of a company, and make it a partner',
  options: ['name', 'thumbprint', ...COMPANY_NUMBERS],
  flags: ['json'],
  positionals: [1, 1],
  run: async ({ positionals, options, flags }) => {
    const did = readDid(positionals[0]!)
    const { thumbprint } = options
    if (thumbprint !== undefined && !THUMBPRINT.test(thumbprint))
      throw new UsageError(
        `--thumbprint (${thumbprint}) should be the 43 characters that "partner look" shows of a key`,
      )
    const node = await openNode()
    const added = await node.ask<PartnerDetail>('POST', '/api/partners', { did, ...options })
    const { id, name, keys } = added
    if (flags.has('json')) summarise(true, { id, did, name, thumbprints: keys.map((one) => one.thumbprint) })
    else process.stdout.write(`${aligned([['partner', name], ['did', did], ...keyFacts(keys)]).join('\n')}\n`)
    if (thumbprint === undefined)
      say(
        'Its keys are trusted from now on: compare a thumbprint with what the partner says by another way than the network.',
      )
    return EXIT.answer
  },
}
