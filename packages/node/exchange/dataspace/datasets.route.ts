import {
  CatalogueQuery,
  DatasetMade,
  DatasetRow,
  NamedPath,
  NewDataset,
  NewOffer,
  OfferMade,
  OfferRow,
  PartnerCatalogue,
  PartnerPath,
} from '../../../../schemas/rest/dataspace.ts'
import { type Http, NO_CONTENT } from '../../platform/http.ts'
import { listRoute } from '../../platform/list-route.ts'
import { type Dataspace, dayOf } from './dataspace.ts'
import { DATASETS, OFFERS } from './dataspace-lists.ts'
import { addOffer, endDataset, endOffer, offerDataset } from './offer-datasets.ts'
import { readPartnerCatalogue } from './partner-catalogue.ts'

const OWNER = { access: 'owner' } as const

/** What this company offers to others, and what others offer to it. */
export function datasetRoutes(http: Http, dataspace: Dataspace): void {
  const list = { session: dataspace.database, today: dayOf(dataspace) }
  listRoute(http, {
    ...list,
    path: '/api/datasets',
    summary: 'Datasets offered to partners',
    source: DATASETS,
    row: DatasetRow,
  })
  listRoute(http, {
    ...list,
    path: '/api/offers',
    summary: 'Offers for them: terms and rules',
    source: OFFERS,
    row: OfferRow,
  })
  http.post(
    '/api/datasets',
    {
      config: OWNER,
      schema: { summary: 'Offer a dataset to partners', body: NewDataset, response: { 201: DatasetMade } },
    },
    async ({ body }, reply) => reply.code(201).send(await offerDataset(dataspace, body)),
  )
  http.post(
    '/api/datasets/:id/withdraw',
    { config: OWNER, schema: { summary: 'Offer a dataset no longer', params: NamedPath, response: NO_CONTENT } },
    async ({ params }, reply) => {
      await endDataset(dataspace, params.id)
      return reply.code(204).send(null)
    },
  )
  offerRoutes(http, dataspace)
}

function offerRoutes(http: Http, dataspace: Dataspace): void {
  http.post(
    '/api/offers',
    {
      config: OWNER,
      schema: { summary: 'Offer a dataset on other terms', body: NewOffer, response: { 201: OfferMade } },
    },
    async ({ body }, reply) => reply.code(201).send(await addOffer(dataspace, body)),
  )
  http.post(
    '/api/offers/:id/withdraw',
    {
      config: OWNER,
      schema: { summary: 'Take no more requests for an offer', params: NamedPath, response: NO_CONTENT },
    },
    async ({ params }, reply) => {
      await endOffer(dataspace, params.id)
      return reply.code(204).send(null)
    },
  )
  http.get(
    '/api/partners/:id/catalogue',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'What a partner offers us now, asked of its node',
        params: PartnerPath,
        querystring: CatalogueQuery,
        response: { 200: PartnerCatalogue },
      },
    },
    ({ params, query }) => readPartnerCatalogue(dataspace, params.id, query.cursor),
  )
}
