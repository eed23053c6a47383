import { type Answer, type DoorOptions, type Doors, openDoors } from '../../doors.suite.ts'
import { partnerOf } from '../../platform/partner-guard.ts'

/** A node with one door for partners, which says who came. */
export interface PartnerDoors extends Doors {
  readonly owner: Record<string, string>
  /** Calls that door with a token. */
  readonly visit: (token: string | undefined, more?: { readonly body?: unknown }) => Promise<Answer>
}

export const VISITED = '/exchange/1/visit'

export async function openPartnerDoors(options: DoorOptions = {}): Promise<PartnerDoors> {
  const doors = await openDoors({
    ...options,
    doors: (http) =>
      http.post(VISITED, { config: { access: 'partner' } }, (request) => ({
        ...partnerOf(request),
        body: request.body,
      })),
  })
  return {
    ...doors,
    owner: await doors.token('owner'),
    visit: (token, { body = {} } = {}) =>
      doors.call(VISITED, {
        method: 'POST',
        body,
        ...(token === undefined ? {} : { headers: { authorization: token } }),
      }),
  }
}

/** Makes another node the partner of this one; answers its id. */
export async function addPartner(of: PartnerDoors, other: Doors): Promise<string> {
  const { status, body } = await of.call('/api/partners', {
    method: 'POST',
    headers: of.owner,
    body: { did: other.exchange.identity.did, name: 'Brand' },
  })
  if (status !== 201) throw new Error(`adding a partner answered ${status}: ${JSON.stringify(body)}`)
  return (body as { id: string }).id
}
