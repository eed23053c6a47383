import { createReadStream } from 'node:fs'
import { Backups, BackupPath } from '../../../schemas/rest/backups.ts'
import { Accepted } from '../../../schemas/rest/planning.ts'
import { writeAudit } from '../accounts/index.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'
import { addTask } from '../platform/tasks.ts'
import { BACKUP_TASK, backupFolder } from './backup.task.ts'
import { backupPath, listBackups } from './list-backups.ts'

/** Everything in one file: made now, listed, fetched. A backup holds all there is, so only an owner has it. */
export function backupRoutes(http: Http, { database, home }: { database: Database; home: string }): void {
  http.get(
    '/api/backups',
    {
      config: { access: 'owner' },
      schema: { summary: 'Backups in the home of this node, the newest first', response: { 200: Backups } },
    },
    async () => ({
      folder: backupFolder(home),
      backups: (await listBackups(home)).map(({ name, bytes, made }) => ({ name, bytes, made: made.toISOString() })),
    }),
  )
  http.post(
    '/api/backups',
    {
      config: { access: 'owner' },
      schema: { summary: 'Back everything up now, in the background', response: { 202: Accepted } },
    },
    async (request, reply) => {
      const payload = { by: personOf(request).email }
      return reply.code(202).send({ task: await addTask(database, { name: BACKUP_TASK, payload, queue: BACKUP_TASK }) })
    },
  )
  http.get(
    '/api/backups/:name',
    {
      config: { access: 'owner' },
      schema: { summary: 'The bytes of a backup', params: BackupPath, produces: ['application/octet-stream'] },
    },
    async (request, reply) => {
      const { name } = request.params
      const path = backupPath(home, name)
      const by = personOf(request).email
      await writeAudit(database, { by, what: 'backup.fetched', file: 'backup', key: name })
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(createReadStream(path))
    },
  )
}
