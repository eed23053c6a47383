import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Accepted, Tasks, TaskView } from '../../../schemas/rest/planning.ts'
import { useSession } from '../accounts/session.ts'
import { useRefusalText } from '../editing/failure-text.ts'
import { Icon } from '../look/icon.tsx'
import { Shape } from '../look/status.tsx'
import { RequestRefused, read, send } from '../rest/client.ts'
import { PLAN_TOPIC, RECORDS_TOPIC, TASKS_TOPIC } from '../rest/topics.ts'
import { TaskStep } from '../shell/task-words.tsx'
import './first-run.css'

const DEMO = 'begin-demo'
const POLL_MS = 500

/** The first page of a company that has nothing: the demo, its own spreadsheets, or nothing yet. */
export const FirstRun = ({ onEmpty }: { readonly onEmpty: () => void }) => {
  const demo = useDemo()
  if (demo.task && isActive(demo.task)) return <DemoProgress task={demo.task} />
  return (
    <div className="page first-run">
      <header>
        <h2 className="f20">
          <Trans>How do you want to begin?</Trans>
        </h2>
        <p className="m">
          <Trans>This company has no records yet.</Trans>
        </p>
      </header>
      <div className="first-ways">
        <DemoWay demo={demo} />
        <section className="panel way">
          <Icon name="import" size={20} />
          <h3>
            <Trans>My spreadsheets</Trans>
          </h3>
          <p className="m">
            <Trans>
              Bring items, sales, stock and orders as you have them. You see every row before it is written, and what
              can be planned so far.
            </Trans>
          </p>
          <span className="sp" />
          <Link className="btn pri" to="/settings/imports">
            <Trans>Bring my spreadsheets</Trans>
          </Link>
        </section>
        <section className="panel way">
          <Icon name="products" size={20} />
          <h3>
            <Trans>Empty</Trans>
          </h3>
          <p className="m">
            <Trans>Look around first. Records can be imported or written at any time, also by program.</Trans>
          </p>
          <span className="sp" />
          <button type="button" className="btn" onClick={onEmpty}>
            <Trans>Begin with nothing</Trans>
          </button>
        </section>
      </div>
    </div>
  )
}

const DemoWay = ({ demo }: { readonly demo: ReturnType<typeof useDemo> }) => {
  const isOwner = useSession().data?.role === 'owner'
  return (
    <section className="panel way">
      <Icon name="today" size={20} />
      <h3>
        <Trans>Demo company</Trans>
      </h3>
      <p className="m">
        <Trans>
          A made-up manufacturer: generated sales, bills and lines, planned and scheduled. It says on every page that it
          is a demo, until somebody first changes a record: from then on the company counts as yours.
        </Trans>
      </p>
      {demo.refusal === null ? null : (
        <p className="t-late row" role="alert">
          <Shape status="late" /> {demo.refusal}
        </p>
      )}
      {isOwner ? null : (
        <p className="q f12">
          <Trans>Only an owner can load it.</Trans>
        </p>
      )}
      <span className="sp" />
      <button type="button" className="btn" disabled={!isOwner || demo.isOrdered} onClick={demo.load}>
        <Trans>Load the demo</Trans>
      </button>
    </section>
  )
}

const DemoProgress = ({ task }: { readonly task: TaskView }) => {
  const { t } = useLingui()
  return (
    <div className="page first-run">
      <section className="panel way" role="status">
        <h3>
          <Trans>Loading the demo company</Trans>
        </h3>
        <p className="m">
          <TaskStep task={task} />
        </p>
        <progress
          aria-label={t`Progress of the demo`}
          max={task.total ?? undefined}
          value={task.total === null ? undefined : task.done}
        />
        <p className="q f12">
          <Trans>About half a minute. You may leave this page.</Trans>
        </p>
        <p>
          <button type="button" className="btn sm" onClick={() => void send('DELETE', `/api/tasks/${task.id}`)}>
            <Trans>Stop</Trans>
          </button>
        </p>
      </section>
    </div>
  )
}

const isActive = ({ state }: TaskView): boolean => state === 'queued' || state === 'running'

/** The demo's task, whoever ordered it; when it ends everything is read again. */
function useDemo() {
  const { t } = useLingui()
  const queries = useQueryClient()
  const refusalText = useRefusalText()
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isOrdered, setOrdered] = useState(false)
  const { data } = useQuery({
    queryKey: [TASKS_TOPIC, DEMO],
    queryFn: () => read<Tasks>('/api/tasks'),
    refetchInterval: ({ state }) => (isOrdered || state.data?.tasks.some(isActive) ? POLL_MS : false),
  })
  const task = data?.tasks.find((one) => one.name === DEMO)
  const isOver = task !== undefined && !isActive(task)
  useEffect(() => {
    if (!isOver) return
    for (const topic of [PLAN_TOPIC, RECORDS_TOPIC]) void queries.invalidateQueries({ queryKey: [topic] })
  }, [isOver, queries])
  const load = async (): Promise<void> => {
    setRefusal(null)
    setOrdered(true)
    try {
      await send<Accepted>('POST', '/api/demo')
      await queries.invalidateQueries({ queryKey: [TASKS_TOPIC] })
    } catch (error) {
      setRefusal(
        error instanceof RequestRefused && error.problem.status === 409
          ? t`The company has records already: the demo is for an empty one.`
          : refusalText(error),
      )
    } finally {
      setOrdered(false)
    }
  }
  const failed = task?.state === 'failed' ? t`The demo could not be loaded: ${task.message}` : null
  return { task, refusal: refusal ?? failed, isOrdered, load: () => void load() }
}
