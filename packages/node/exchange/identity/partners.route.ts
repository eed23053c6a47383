import {
  FoundCompany,
  LookOrder,
  NewPartner,
  PartnerChange,
  PartnerDetail,
  PartnerList,
  PartnerPath,
  PinOrder,
} from '../../../../schemas/rest/partners.ts'
import { personOf } from '../../platform/guard.ts'
import type { Http } from '../../platform/http.ts'
import { lookAtCompany } from './look-at-company.ts'
import {
  addPartner,
  changePartner,
  type PartnerRoom,
  pinPartnerKeys,
  readPartner,
  readPartners,
  setPartnerState,
} from './partners.ts'

const OWNER = { access: 'owner' } as const
const VIEWER = { access: 'viewer' } as const
const ONE = { params: PartnerPath, response: { 200: PartnerDetail } }

/** Companies that this node knows. */
export function partnerRoutes(http: Http, room: PartnerRoom): void {
  http.get(
    '/api/partners',
    { config: VIEWER, schema: { summary: 'Companies that this node knows', response: { 200: PartnerList } } },
    async () => ({ partners: [...(await readPartners(room))] }),
  )
  http.get(
    '/api/partners/:id',
    { config: VIEWER, schema: { summary: 'One company: its pinned keys, services, documents and incidents', ...ONE } },
    ({ params }) => readPartner(room, params.id),
  )
  http.post(
    '/api/partners/look',
    {
      config: OWNER,
      schema: {
        summary: 'Fetch the document of a DID and show its keys, to be compared before anything is pinned',
        body: LookOrder,
        response: { 200: FoundCompany },
      },
    },
    ({ body }) => lookAtCompany(room, body.did),
  )
  http.post(
    '/api/partners',
    {
      config: OWNER,
      schema: {
        summary: 'Add a company by its DID: its document is fetched and its keys are pinned',
        body: NewPartner,
        response: { 201: PartnerDetail },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await addPartner(room, body)),
  )
  http.patch(
    '/api/partners/:id',
    { config: OWNER, schema: { summary: 'Rename a company, or say its numbers', body: PartnerChange, ...ONE } },
    ({ params, body }) => changePartner(room, params.id, body),
  )
  stateRoutes(http, room)
}

function stateRoutes(http: Http, room: PartnerRoom): void {
  http.post(
    '/api/partners/:id/suspend',
    { config: OWNER, schema: { summary: 'Refuse every call of a company, until it is resumed', ...ONE } },
    ({ params }) => setPartnerState(room, params.id, 'suspended'),
  )
  http.post(
    '/api/partners/:id/resume',
    { config: OWNER, schema: { summary: 'Let a suspended company call again', ...ONE } },
    ({ params }) => setPartnerState(room, params.id, 'active'),
  )
  http.post(
    '/api/partners/:id/pin',
    {
      config: OWNER,
      schema: {
        summary: 'Take the keys of a company’s document as it is now, one of which it has told you by another way',
        body: PinOrder,
        ...ONE,
      },
    },
    (request) => pinPartnerKeys(room, request.params.id, { ...request.body, by: personOf(request).email }),
  )
}
