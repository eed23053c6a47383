import { BackupPath, Backups } from '../../../schemas/rest/backups.ts'
import { Accepted } from '../../../schemas/rest/planning.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'
import { fetchBackup, listBackups } from './list-backups.ts'
import { backupFolder, orderBackup } from './order-backup.ts'

/** Everything in one file: made now, listed, fetched. A backup holds all there is, so only an owner has it. */
export function backupRoutes(http: Http, room: { database: Database; home: string }): void {
  http.get(
    '/api/backups',
    {
      config: { access: 'owner' },
      schema: { summary: 'Backups in the home of this node, the newest first', response: { 200: Backups } },
    },
    async () => ({
      folder: backupFolder(room.home),
      backups: (await listBackups(room.home)).map(({ name, bytes, made }) => ({
        name,
        bytes,
        made: made.toISOString(),
      })),
    }),
  )
  http.post(
    '/api/backups',
    {
      config: { access: 'owner' },
      schema: { summary: 'Back everything up now, in the background', response: { 202: Accepted } },
    },
    async (request, reply) =>
      reply.code(202).send({ task: await orderBackup(room.database, { by: personOf(request).email }) }),
  )
  http.get(
    '/api/backups/:name',
    {
      config: { access: 'owner' },
      schema: { summary: 'The bytes of a backup', params: BackupPath, produces: ['application/octet-stream'] },
    },
    async (request, reply) => {
      const { name } = request.params
      const bytes = await fetchBackup(room, name, personOf(request).email)
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(bytes)
    },
  )
}
