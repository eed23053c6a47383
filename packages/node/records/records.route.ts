import { Accepted } from '../../../schemas/rest/planning.ts'
import {
  Batches,
  BatchPath,
  FilePath,
  ImportAnswer,
  ImportFiles,
  ImportQuery,
  ImportUploads,
  UndoAnswer,
} from '../../../schemas/rest/records.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'
import { KEPT_HOURS } from '../platform/request-keys.ts'
import { readBatches } from './batches.ts'
import { BODY } from './body-limit.ts'
import { exportFile, TYPES } from './export-file.ts'
import { importInThread } from './import-in-thread.ts'
import { orderImport } from './order-import.ts'
import { undoImport } from './undo-import.ts'

/** Import, undo and export of the company's records. */
export function recordRoutes(http: Http, database: Database): void {
  importRoutes(http, database)
  http.get(
    '/api/imports',
    { config: { access: 'viewer' }, schema: { summary: 'The newest imports', response: { 200: Batches } } },
    async () => ({ imports: await readBatches(database) }),
  )
  http.post(
    '/api/imports/:id/undo',
    {
      config: { access: 'planner' },
      schema: { summary: 'Put everything back as before an import', params: BatchPath, response: { 200: UndoAnswer } },
    },
    async (request) => ({ batch: await undoImport(database, request.params.id, personOf(request).email) }),
  )
  http.get(
    '/api/files/:file',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'Export one file of the contract as CSV or XLSX',
        params: FilePath,
        produces: [TYPES.csv, TYPES.xlsx],
      },
    },
    async (request, reply) => {
      const { file } = request.params
      const { bytes, type } = await exportFile(database, file)
      return reply.type(type).header('content-disposition', `attachment; filename="${file}"`).send(Buffer.from(bytes))
    },
  )
}

function importRoutes(http: Http, database: Database): void {
  http.post(
    '/api/imports',
    {
      config: { access: 'planner' },
      bodyLimit: BODY,
      schema: {
        summary: 'Import files of the contract and wait; a dry run with the differences unless commit is true',
        querystring: ImportQuery,
        body: ImportFiles,
        response: { 200: ImportAnswer },
      },
    },
    async (request) => {
      const { commit = false, partly = false, replace = false } = request.query
      const { files: sent, mapping = {} } = request.body
      const files = sent.map((one) =>
        'upload' in one ? one : { ...one, bytes: new Uint8Array(Buffer.from(one.base64, 'base64')) },
      )
      const order = { files, mapping, commit, partly, replace, by: personOf(request).email }
      // The thread writes in a transaction of its own: by its act a batch is known again.
      const task = request.keyed?.act
      return importInThread(database, task === undefined ? order : { ...order, task, taskHours: KEPT_HOURS })
    },
  )
  http.post(
    '/api/import-tasks',
    {
      config: { access: 'planner' },
      bodyLimit: BODY,
      schema: {
        summary:
          'The same of uploaded files in the background: its task tells the progress, can be stopped, and has the answer',
        querystring: ImportQuery,
        body: ImportUploads,
        response: { 202: Accepted },
      },
    },
    async (request, reply) => {
      const { commit = false, partly = false, replace = false } = request.query
      const { files, mapping = {} } = request.body
      const by = personOf(request).email
      return reply
        .code(202)
        .send({ task: await orderImport(database, { files, mapping, commit, partly, replace, by }) })
    },
  )
}
