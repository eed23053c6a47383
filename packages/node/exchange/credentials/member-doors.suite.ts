import { type Answer, type Doors, openDoors } from '../../doors.suite.ts'
import { credentialOf, type Membership, presentationOf, responseOf, SCOPE, TYPE } from './memberships.suite.ts'
import { type Companies, idTokenClaims, openCompanies } from './test-companies.suite.ts'

/** A node with one door for members, its partner with a credential service, and a clock that the test moves. */
export interface MemberDoors {
  readonly doors: Doors
  readonly companies: Companies
  readonly owner: Record<string, string>
  /** The machine's clock of the node, in seconds. */
  readonly now: () => number
  readonly later: (seconds: number) => void
  readonly membership: (profile?: Membership['profile']) => Membership
  /** Writes the rule: everything demanded of the issuer, but for `more`. */
  readonly demand: (more?: object) => Promise<Answer>
  /** Calls the door as the partner. */
  readonly visit: (claims?: object) => Promise<Answer>
  /** What the partner's credential service presents from now on. */
  readonly present: (credentials: () => Promise<readonly string[]>, more?: PresentOptions) => void
  readonly presentOne: (more?: Parameters<typeof credentialOf>[1], profile?: Membership['profile']) => void
  readonly close: () => Promise<void>
}

export interface PresentOptions {
  readonly profile?: Membership['profile']
  readonly more?: object
}

const DOOR = '/dsp/test/members-only'

export async function openMemberDoors(): Promise<MemberDoors> {
  let clock = Date.now()
  const now = (): number => Math.floor(clock / 1_000)
  const companies = await openCompanies({ holder: 'ES256', issuer: 'EdDSA' })
  const { holder, issuer } = companies
  const doors = await openDoors({
    clock: { machine: () => clock },
    doors: (http) => http.post(DOOR, { config: { access: 'partner' } }, () => ({ let: 'in' })),
  })
  const owner = await doors.token('owner')
  const added = await doors.call('/api/partners', { method: 'POST', headers: owner, body: { did: holder.did } })
  if (added.status !== 201) throw new Error(`adding the partner answered ${added.status}`)
  const audience = doors.exchange.identity.did
  const membership: MemberDoors['membership'] = (profile = 'vc20-bssl/jwt') => ({ companies, now: now(), profile })
  const present: MemberDoors['present'] = (credentials, { profile, more = {} } = {}) =>
    companies.onQuery(async () =>
      responseOf([await presentationOf(membership(profile), { audience, credentials: await credentials(), ...more })]),
    )
  return {
    doors,
    companies,
    owner,
    now,
    later: (seconds) => {
      clock += seconds * 1_000
    },
    membership,
    demand: (more = {}) =>
      doors.call('/api/membership-rule', {
        method: 'PUT',
        headers: owner,
        body: { ...RULE, trustedIssuers: [issuer.did], ...more },
      }),
    visit: async (claims = {}) => {
      const token = await holder.sign({ ...idTokenClaims(holder, audience, now()), ...claims })
      return doors.call(DOOR, { method: 'POST', body: {}, headers: { authorization: `Bearer ${token}` } })
    },
    present,
    presentOne: (more = {}, profile = 'vc20-bssl/jwt') =>
      present(async () => [await credentialOf(membership(profile), more)], { profile }),
    close: async () => {
      await doors.close()
      await companies.close()
    },
  }
}

export const RULE = {
  isDemanded: true,
  scopes: [SCOPE],
  credentialTypes: [TYPE],
  isStatusDemanded: true,
  recheckSeconds: 60,
}

export const detailOf = ({ body }: Answer): string => (body as { detail: string }).detail
