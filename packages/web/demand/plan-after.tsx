import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Shape } from '../look/status.tsx'
import { TaskStep } from '../shell/task-words.tsx'
import { signed } from './numbers.ts'
import type { PlanAfter } from './use-plan-after.ts'

/** Says that the plan is made anew, and what of it is other than before. */
export const PlanAfterLine = ({ plan: { task, before, after } }: { readonly plan: PlanAfter }) => (
  <p className="plan-after" role="status">
    {task === null ? null : task.state === 'done' ? (
      <>
        <span className="t-done">
          <Shape status="done" />
        </span>
        <span>
          <Trans>The plan is made anew.</Trans>{' '}
          {before && after ? (
            <Difference orders={after.ordersPlanned - before.ordersPlanned} actions={after.actions - before.actions} />
          ) : null}
        </span>
        <Link to="/plan">
          <Trans>See the actions</Trans>
        </Link>
      </>
    ) : (
      <>
        <span className={task.state === 'failed' ? 't-late' : 't-acc'}>
          <Shape status={task.state === 'failed' ? 'late' : 'run'} />
        </span>
        <span>
          <Trans>The plan follows:</Trans> <TaskStep task={task} />
        </span>
      </>
    )}
  </p>
)

const Difference = ({ orders, actions }: { readonly orders: number; readonly actions: number }) => {
  const [more, others] = [signed(orders), signed(actions)]
  return (
    <span className="m">
      <Trans>
        Planned orders {more}, actions {others}.
      </Trans>
    </span>
  )
}
