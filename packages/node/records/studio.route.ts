import { Type } from 'typebox'
import {
  CheckId,
  CheckProgress,
  FileContracts,
  ImportCheck,
  ImportChecked,
  RecordCounts,
} from '../../../schemas/rest/imports.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'
import { Refused } from '../platform/problem.ts'
import { BODY } from './body-limit.ts'
import { openCheckThreads } from './check-threads.ts'
import { TYPES } from './export-file.ts'
import { readFileContracts } from './file-contracts.ts'
import { fileTemplate } from './file-template.ts'
import { readRecordCounts } from './record-counts.ts'

const CheckPath = Type.Object({ id: CheckId })
const TemplatePath = Type.Object({ file: Type.String({ pattern: '^[a-z_]{1,40}\\.xlsx$' }) })
const TemplateQuery = Type.Object({
  language: Type.Optional(Type.Union([Type.Literal('en'), Type.Literal('zh')])),
})

/** What a screen needs to get spreadsheets in: what they would do, what files there may be, and empty ones to fill. */
export function studioRoutes(http: Http, database: Database): void {
  checkRoute(http, database)
  http.get(
    '/api/file-contracts',
    {
      config: { access: 'viewer' },
      schema: { summary: 'The files of the contract and their columns', response: { 200: FileContracts } },
    },
    async () => readFileContracts(),
  )
  http.get(
    '/api/record-counts',
    {
      config: { access: 'viewer' },
      schema: { summary: 'How many rows the company has of each file', response: { 200: RecordCounts } },
    },
    () => readRecordCounts(database),
  )
  http.get(
    '/api/file-templates/:file',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'An empty workbook for a file of the contract, its required columns marked',
        params: TemplatePath,
        querystring: TemplateQuery,
        produces: [TYPES.xlsx],
      },
    },
    async (request, reply) => {
      const { file } = request.params
      const bytes = await fileTemplate(file.replace('.xlsx', ''), request.query.language ?? 'en')
      return reply
        .type(TYPES.xlsx)
        .header('content-disposition', `attachment; filename="${file}"`)
        .send(Buffer.from(bytes))
    },
  )
}

function checkRoute(http: Http, database: Database): void {
  const threads = openCheckThreads(database)
  http.addHook('onClose', threads.close)
  http.post(
    '/api/import-checks',
    {
      config: { access: 'planner' },
      bodyLimit: BODY,
      schema: {
        summary: 'What an import of uploaded files would do, row by row; nothing is written',
        body: ImportCheck,
        response: { 200: ImportChecked },
      },
    },
    async (request, reply) => {
      const gone = new AbortController()
      reply.raw.once('close', () => gone.abort(new Refused('unavailable', 'Nobody waits for this any more')))
      return threads.ask({ ...request.body, by: personOf(request).email }, gone.signal)
    },
  )
  http.get(
    '/api/import-checks/:id',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'How far a check of your own is that has not answered yet',
        params: CheckPath,
        response: { 200: CheckProgress },
      },
    },
    async (request) => {
      const progress = threads.progressOf(request.params.id, personOf(request).email)
      if (progress === undefined) throw new Refused('not-found', `Check (${request.params.id}) is not running`)
      return progress
    },
  )
}
