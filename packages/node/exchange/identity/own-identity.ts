import type { IdentityView } from '../../../../schemas/rest/partners.ts'
import type { Identity } from './identity.ts'
import { didKeyOfJwk } from './jws.ts'

/** Who this node is, as its owner tells a partner: the thumbprints are what the two compare. */
export const readIdentity = ({ did, own, document }: Identity): IdentityView => ({
  did,
  keys: own.keys.map(({ kid, alg, made, retired, public: jwk }) => ({
    kid: `${did}#${kid}`,
    thumbprint: kid,
    didKey: didKeyOfJwk(jwk),
    algorithm: alg,
    since: made.toISOString(),
    retired: retired?.toISOString() ?? null,
  })),
  document: document(),
})
