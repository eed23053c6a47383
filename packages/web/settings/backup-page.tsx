import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { Backups } from '../../../schemas/rest/backups.ts'
import type { TaskView } from '../../../schemas/rest/planning.ts'
import { useMay } from '../accounts/session.ts'
import { send } from '../rest/client.ts'
import { TASKS_TOPIC } from '../rest/topics.ts'
import { bytesText, useAge, useMoment } from './moment-words.ts'
import { useBackups, useNewestTask } from './settings-data.ts'
import { SettingsFrame } from './settings-frame.tsx'

const BACKUP = 'backup-node'

/** Everything in one file: made now, listed, fetched, and how it is brought back. */
export const BackupPage = () => (
  <SettingsFrame least="owner">
    <BackupBody />
  </SettingsFrame>
)

const BackupBody = () => {
  const task = useNewestTask(BACKUP).data
  const data = useBackups(useMay('owner'), `${task?.id} ${task?.state}`).data
  return (
    <div className="settings-body">
      <section className="panel">
        <header>
          <h2>
            <Trans>Backups</Trans>
          </h2>
          <Newest backups={data?.backups} />
          <span className="sp" />
          <RunNow task={task} />
        </header>
        {data ? <BackupTable backups={data.backups} /> : null}
      </section>
      <section className="panel prose">
        <header>
          <h2>
            <Trans>How to bring one back</Trans>
          </h2>
        </header>
        <HowToRestore folder={data?.folder ?? ''} />
      </section>
    </div>
  )
}

const Newest = ({ backups }: { readonly backups: Backups['backups'] | undefined }) => {
  const ageOf = useAge()
  const newest = backups?.[0]
  if (backups === undefined) return null
  return (
    <span className={newest ? 'q f12' : 't-risk f12'}>
      {newest ? <Trans>The newest is from {ageOf(newest.made)}</Trans> : <Trans>There is none yet</Trans>}
    </span>
  )
}

const isActive = (task: TaskView | null | undefined): boolean => task?.state === 'queued' || task?.state === 'running'

const RunNow = ({ task }: { readonly task: TaskView | null | undefined }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const state = task?.state
  const run = async (): Promise<void> => {
    await send('POST', '/api/backups')
    await queries.invalidateQueries({ queryKey: [TASKS_TOPIC] })
  }
  return (
    <>
      <span role="status" className="row f12">
        {isActive(task) ? (
          <>
            <progress value={task?.done ?? 0} max={task?.total ?? undefined} aria-label={t`Backup`} />
            <Trans>
              {task?.done ?? 0} of {task?.total ?? '…'} tables
            </Trans>
          </>
        ) : null}
        {state === 'failed' ? (
          <span className="t-late">
            <Trans>It failed: {task?.message ?? ''}</Trans>
          </span>
        ) : null}
      </span>
      <button type="button" className="btn pri" disabled={isActive(task)} onClick={() => void run()}>
        <Trans>Back up now</Trans>
      </button>
    </>
  )
}

const BackupTable = ({ backups }: { readonly backups: Backups['backups'] }) => {
  const momentOf = useMoment()
  if (backups.length === 0)
    return (
      <p className="empty">
        <Trans>No backups yet. One is made while everybody goes on working.</Trans>
      </p>
    )
  return (
    <table className="backups">
      <thead>
        <tr>
          <th>
            <Trans>File</Trans>
          </th>
          <th>
            <Trans>Made</Trans>
          </th>
          <th className="r">
            <Trans context="file">Size</Trans>
          </th>
          <th>
            <Trans>Can be done</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {backups.map((one) => (
          <tr key={one.name}>
            <th scope="row">{one.name}</th>
            <td>{momentOf(one.made)}</td>
            <td className="r">{bytesText(one.bytes)}</td>
            <td>
              <a className="btn sm" href={`/api/backups/${one.name}`} download={one.name}>
                <Trans>Download</Trans>
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const HowToRestore = ({ folder }: { readonly folder: string }) => (
  <ol>
    <li>
      <Trans>
        Keep backups on another machine: those in <code>{folder}</code> burn with this one. A backup holds everything,
        passwords as hashes too; keep it as you keep the books.
      </Trans>
    </li>
    <li>
      <Trans>Install the same version of Headwater, or a newer one, and stop the node.</Trans>
    </li>
    <li>
      <Trans>
        Restore into an empty place: <code>HEADWATER_HOME=/new/folder npx headwater restore FILE</code>. The whole file
        is checked first, and every table is read back and compared; a broken file changes nothing.
      </Trans>
    </li>
    <li>
      <Trans>
        Start the node with the same <code>HEADWATER_HOME</code>. People, tokens and the audit log are back too.
      </Trans>
    </li>
  </ol>
)
