import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Tasks, TaskView } from '../../../schemas/rest/planning.ts'
import { PlannerOnly } from '../accounts/planner-only.tsx'
import { Icon } from '../look/icon.tsx'
import { Menu } from '../look/menu.tsx'
import { read, send } from '../rest/client.ts'
import { TASKS_TOPIC } from '../rest/topics.ts'
import { TaskName, TaskStep } from './task-words.tsx'

const POLL_MS = 1_000

/** Background work, how far it is, and a stop for each. */
export const TaskMenu = () => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const { data } = useQuery({
    queryKey: [TASKS_TOPIC],
    queryFn: () => read<Tasks>('/api/tasks'),
    refetchInterval: ({ state }) => (state.data?.tasks.some(isActive) ? POLL_MS : false),
  })
  const tasks = data?.tasks ?? []
  const active = tasks.filter(isActive).length
  const stop = async (id: string): Promise<void> => {
    await send('DELETE', `/api/tasks/${id}`)
    await queries.invalidateQueries({ queryKey: [TASKS_TOPIC] })
  }
  return (
    <Menu
      label={active > 0 ? t`${active} tasks are running` : t`Background work`}
      className={`icon-button ${active > 0 ? 't-acc' : ''}`}
      button={<Icon name="task" size={18} />}
    >
      {() => (
        <div className="tasks">
          <h3>
            <Trans>Background work</Trans>
          </h3>
          {tasks.length === 0 ? (
            <p className="empty">
              <Trans>Nothing is running, and nothing has run yet.</Trans>
            </p>
          ) : null}
          {tasks.map((task) => (
            <div key={task.id} className="menu-item">
              <span className="grow">
                <TaskName name={task.name} />
                <br />
                <span className="q f12">
                  <TaskStep task={task} />
                </span>
              </span>
              {isActive(task) ? (
                <>
                  <progress max={task.total ?? undefined} value={task.total === null ? undefined : task.done} />
                  <PlannerOnly>
                    <button type="button" className="btn sm" onClick={() => void stop(task.id)}>
                      <Trans>Stop</Trans>
                    </button>
                  </PlannerOnly>
                </>
              ) : null}
            </div>
          ))}
        </div>
      )}
    </Menu>
  )
}

const isActive = ({ state }: TaskView): boolean => state === 'queued' || state === 'running'
