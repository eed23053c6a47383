import { Plural, Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Shape } from '../look/status.tsx'
import { TaskStep } from '../shell/task-words.tsx'
import { quantity, signed } from './numbers.ts'
import type { PlanAfter } from './use-plan-after.ts'

/** Says that the plan is made anew, and what of it is other than before. */
export const PlanAfterLine = ({ plan: { task, changes } }: { readonly plan: PlanAfter }) => (
  <p className="plan-after" role="status">
    {task === null ? null : task.state === 'done' ? (
      <>
        <span className="t-done">
          <Shape status="done" />
        </span>
        <Trans>The plan is made anew.</Trans>
        {changes ? <Changes changes={changes} /> : null}
        <Link to="/plan">
          <Trans>See the actions</Trans>
        </Link>
      </>
    ) : (
      <>
        <span className={task.state === 'failed' ? 't-late' : 't-acc'}>
          <Shape status={task.state === 'failed' ? 'late' : 'run'} />
        </span>
        <Trans>The plan follows:</Trans> <TaskStep task={task} />
      </>
    )}
  </p>
)

const Changes = ({ changes: { items, most } }: { readonly changes: NonNullable<PlanAfter['changes']> }) => (
  <span className="m ell">
    {items === 0 ? (
      <Trans>It orders the same as before.</Trans>
    ) : (
      <Plural value={items} one="It orders # item otherwise." other="It orders # items otherwise." />
    )}{' '}
    {most && Number(most.change) > 0 ? (
      <>
        {most.item} {signed(Number(most.change))} {most.unit} <span className="u">→ {quantity(most.now)}</span>
      </>
    ) : null}
  </span>
)
