import type { Readable } from 'node:stream'
import { MOST_BYTES } from '@headwater/files/workbook/open-workbooks'
import { UploadMade, UploadPath, UploadQuery } from '../../../schemas/rest/records.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'
import { Refused } from '../platform/problem.ts'
import { keepUpload, readUpload, tooLarge } from './keep-upload.ts'

/** Each holds a connection of the database for as long as its sender takes. */
const MOST_AT_ONCE = 3

/** Bytes of files: sent before an import that names them, and fetched where an import refused rows. */
export function uploadRoutes(http: Http, database: Database): void {
  let coming = 0
  http.register(async (scope) => {
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
    scope.post<{ Querystring: UploadQuery }>(
      '/api/uploads',
      {
        config: { access: 'planner' },
        bodyLimit: MOST_BYTES,
        schema: {
          summary: 'Send the bytes of a file, to be named in an import; they are kept for a day',
          consumes: ['application/octet-stream'],
          querystring: UploadQuery,
          response: { 201: UploadMade },
        },
      },
      async (request, reply) => {
        if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge(request.query.name)
        if (request.body === undefined) throw new Refused('invalid', 'body should be the bytes of a file; send some')
        const { name } = request.query
        const pieces = request.body as Readable
        if (coming >= MOST_AT_ONCE) {
          reply.header('retry-after', '5')
          throw new Refused(
            'unavailable',
            `${MOST_AT_ONCE} files are being sent already; send this one in a few seconds`,
          )
        }
        coming += 1
        try {
          const { id, bytes } = await keepUpload(database, { name, by: personOf(request).email, pieces })
          return await reply.code(201).send({ upload: id, bytes })
        } finally {
          coming -= 1
        }
      },
    )
  })
  http.get(
    '/api/uploads/:id',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'The bytes of a file that was sent, or of rows that were refused',
        params: UploadPath,
        produces: ['text/csv', 'application/octet-stream'],
      },
    },
    async (request, reply) => {
      const { name, bytes } = await readUpload(database, request.params.id)
      return reply
        .type(name.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/octet-stream')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Buffer.from(bytes.buffer))
    },
  )
}
