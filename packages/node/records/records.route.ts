import {
  Batches,
  BatchPath,
  FilePath,
  ImportAnswer,
  ImportFiles,
  ImportQuery,
  UndoAnswer,
} from '../../../schemas/rest/records.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'
import { readBatches } from './batches.ts'
import { exportFile } from './export-file.ts'
import { importFiles } from './import-files.ts'
import { undoImport } from './undo-import.ts'

/** Import, undo and export of the company's records. */
export function recordRoutes(http: Http, database: Database): void {
  http.post(
    '/api/imports',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'Import files of the contract; a dry run with the differences unless commit is true',
        querystring: ImportQuery,
        body: ImportFiles,
        response: { 200: ImportAnswer },
      },
    },
    async (request) => {
      const { commit = false, partly = false } = request.query
      const files = new Map(
        request.body.files.map((one) => [one.name, new Uint8Array(Buffer.from(one.base64, 'base64'))]),
      )
      return importFiles(database, { files, commit, partly, by: personOf(request).email })
    },
  )
  http.get(
    '/api/imports',
    { config: { access: 'viewer' }, schema: { summary: 'The newest imports', response: { 200: Batches } } },
    async () => ({
      imports: (await readBatches(database)).map(({ id, at, by, files, undoneBy }) => ({
        id,
        at: at.toISOString(),
        by,
        files: [...files],
        undoneBy,
      })),
    }),
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
      schema: { summary: 'Export one file of the contract as CSV or XLSX', params: FilePath },
    },
    async (request, reply) => {
      const { file } = request.params
      const { bytes, type } = await exportFile(database, file)
      return reply.type(type).header('content-disposition', `attachment; filename="${file}"`).send(Buffer.from(bytes))
    },
  )
}
