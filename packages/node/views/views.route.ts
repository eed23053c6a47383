import { Type } from 'typebox'
import {
  DefaultChange,
  ListName,
  NewView,
  SavedViews,
  ViewChange,
  ViewMade,
  ViewPath,
} from '../../../schemas/rest/views.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import { type Http, NO_CONTENT } from '../platform/http.ts'
import { listOf } from '../platform/list-route.ts'
import { bringBack, changeView, chooseDefault, readViews, removeView, saveView } from './save-views.ts'

const VIEWER = { access: 'viewer' } as const

/** Saved views of the lists: everybody keeps their own, planners keep the company’s. */
export function viewRoutes(http: Http, database: Database): void {
  http.get(
    '/api/views',
    {
      config: VIEWER,
      schema: {
        summary: 'Saved views of a list: one’s own and the company’s (at most 200)',
        querystring: Type.Object({ list: ListName }),
        response: { 200: SavedViews },
      },
    },
    (request) => readViews({ database, by: personOf(request) }, request.query.list),
  )
  http.post(
    '/api/views',
    { config: VIEWER, schema: { summary: 'Keep a view under a name', body: NewView, response: { 201: ViewMade } } },
    async (request, reply) => {
      listOf(http, request.body.list)
      return reply.code(201).send(await saveView({ database, by: personOf(request) }, request.body))
    },
  )
  http.patch(
    '/api/views/:id',
    {
      config: VIEWER,
      schema: { summary: 'Rename, change or share a view', params: ViewPath, body: ViewChange, response: NO_CONTENT },
    },
    async (request, reply) => {
      await changeView({ database, by: personOf(request) }, request.params.id, request.body)
      return reply.code(204).send(null)
    },
  )
  http.delete(
    '/api/views/:id',
    { config: VIEWER, schema: { summary: 'Delete a view', params: ViewPath, response: NO_CONTENT } },
    async (request, reply) => {
      await removeView({ database, by: personOf(request) }, request.params.id)
      return reply.code(204).send(null)
    },
  )
  laterRoutes(http, database)
}

function laterRoutes(http: Http, database: Database): void {
  http.post(
    '/api/views/:id/restore',
    {
      config: VIEWER,
      schema: { summary: 'Bring a deleted view back, for 30 days', params: ViewPath, response: NO_CONTENT },
    },
    async (request, reply) => {
      await bringBack({ database, by: personOf(request) }, request.params.id)
      return reply.code(204).send(null)
    },
  )
  http.put(
    '/api/views/:id/default',
    {
      config: VIEWER,
      schema: {
        summary: 'Open the list with this view, or no longer: for oneself or for the company',
        params: ViewPath,
        body: DefaultChange,
        response: NO_CONTENT,
      },
    },
    async (request, reply) => {
      await chooseDefault({ database, by: personOf(request) }, request.params.id, request.body)
      return reply.code(204).send(null)
    },
  )
}
