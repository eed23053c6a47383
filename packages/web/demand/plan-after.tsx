import { Plural, Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { plainText } from '../grid/grid-state.ts'
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
        <Link to="/plan" search={(changes?.own ? { filter: `item:${plainText(changes.own.item)}` } : {}) as never}>
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

const Changes = ({ changes: { items, own } }: { readonly changes: NonNullable<PlanAfter['changes']> }) => (
  <span className="m ell">
    {items === 0 ? (
      <Trans>It orders the same as before.</Trans>
    ) : (
      <Plural value={items} one="It orders # item otherwise." other="It orders # items otherwise." />
    )}{' '}
    {own ? (
      <>
        {own.item} {signed(Number(own.change))} {own.unit} <span className="u">→ {quantity(own.now)}</span>
      </>
    ) : null}
  </span>
)
