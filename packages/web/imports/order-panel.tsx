import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { TaskView } from '../../../schemas/rest/planning.ts'
import type { ImportAnswer } from '../../../schemas/rest/records.ts'
import { grouped } from '../language/words.ts'
import { Shape } from '../look/status.tsx'
import { send } from '../rest/client.ts'
import { TaskStep } from '../shell/task-words.tsx'
import { useFileName } from './file-names.ts'
import { ImportEnd } from './import-end.tsx'
import { answerOf, isEnded, type Ordered } from './use-order.ts'

export interface OrderPanelFacts {
  readonly ordered: Ordered
  /** Back to the rows: nothing was written. */
  readonly onBack: () => void
  readonly onAnother: () => void
}

/** An import that was ordered: how far it is, with a stop; what it has done, with an undo; or why nothing was written. */
export const OrderPanel = ({ ordered, onBack, onAnother }: OrderPanelFacts) => {
  const { task, isCut, refusal } = ordered
  const answer = task && answerOf(task)
  if (answer && answer.batch !== null)
    return <ImportEnd answer={{ ...answer, batch: answer.batch }} onAnother={onAnother} />
  if (refusal !== null || (task && isEnded(task))) return <NotWritten {...{ task, answer, refusal, onBack }} />
  return (
    <section className="panel order-panel" role="status">
      <h2 className="f16">
        <Trans>Importing</Trans>
      </h2>
      {isCut ? (
        <p className="t-risk row">
          <Shape status="risk" />
          <Trans>
            The node does not answer. Nothing is half-written: the import goes on there by itself, or begins once when
            the connection is back. Asking again…
          </Trans>
        </p>
      ) : (
        <p className="m">{task ? <TaskStep task={task} /> : <Trans>Ordering the import…</Trans>}</p>
      )}
      <Progress task={task} />
      {task ? (
        <p>
          <button type="button" className="btn" onClick={() => void send('DELETE', `/api/tasks/${task.id}`)}>
            <Trans>Stop the import</Trans>
          </button>
        </p>
      ) : null}
      <p className="q f12">
        <Trans>You may leave this page; the task menu shows it too.</Trans>
      </p>
    </section>
  )
}

const Progress = ({ task }: { readonly task: TaskView | null }) => {
  const { t } = useLingui()
  const isKnown = task !== null && task.total !== null
  return (
    <div className="row">
      <progress
        className="grow"
        aria-label={t`Progress of the import`}
        max={isKnown ? (task.total ?? 1) : undefined}
        value={isKnown ? task.done : undefined}
      />
      {isKnown ? (
        <span className="q f12">
          {grouped(task.done)} / {grouped(task.total ?? 0)}
        </span>
      ) : null}
    </div>
  )
}

interface NotWrittenFacts {
  readonly task: TaskView | null
  readonly answer: ImportAnswer | null
  readonly refusal: string | null
  readonly onBack: () => void
}

const NotWritten = ({ task, answer, refusal, onBack }: NotWrittenFacts) => {
  const fileName = useFileName()
  return (
    <section className="panel order-panel" role="alert">
      <h2 className="f16 row">
        <span className="t-late">
          <Shape status="late" />
        </span>
        <Trans>Nothing was written</Trans>
      </h2>
      <p className="m">
        {task?.state === 'cancelled' ? (
          <Trans>The import was stopped. Everything is as it was before.</Trans>
        ) : answer ? (
          <Trans>
            The records changed meanwhile, and rows are wrong now that were right before. Look at them again.
          </Trans>
        ) : (
          <Trans>The node could not do it: {refusal ?? task?.message ?? ''}</Trans>
        )}
      </p>
      {(answer?.files ?? [])
        .filter((one) => one.refused > 0)
        .map((one) => (
          <p key={one.file}>
            {fileName(one.file)}: <Plural value={one.refused} one="# wrong row" other="# wrong rows" />
          </p>
        ))}
      <p>
        <button type="button" className="btn pri" onClick={onBack}>
          <Trans>Back to the rows</Trans>
        </button>{' '}
        <Link to="/settings/imports" className="btn" search={{} as never}>
          <Trans>Leave it</Trans>
        </Link>
      </p>
    </section>
  )
}
