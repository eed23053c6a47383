import { Trans } from '@lingui/react/macro'
import type { MovePreview } from '../../../schemas/rest/scheduling.ts'
import { useLanguage } from '../language/language.tsx'
import { duration } from '../language/words.ts'
import { Shape } from '../look/status.tsx'
import type { ScheduleModel } from './schedule-model.ts'
import { momentWords } from './schedule-words.ts'
import type { TimeAxis } from './time-axis.ts'

/** Orders named; the others are counted. */
const NAMED = 6

export interface MoveCardFacts {
  readonly model: ScheduleModel
  readonly axis: TimeAxis
  readonly preview: MovePreview
}

/** Before a bar is dropped: which orders' dates would move, and by how much. */
export const MoveCard = ({ model, axis, preview }: MoveCardFacts) => {
  const { language } = useLanguage()
  const start = momentWords(model, axis, preview.start, language)
  const later = preview.orders.filter((one) => one.after > one.before).length
  const earlier = preview.orders.length - later
  const more = preview.orders.length - NAMED
  return (
    <div className="move-card" role="status">
      <p className="b">
        <Trans>Starts {start}</Trans>
      </p>
      {preview.isPossible ? null : (
        <p className="row t-late">
          <Shape status="late" /> <Trans>Does not fit: another pinned operation holds the place.</Trans>
        </p>
      )}
      <Lateness preview={preview} />
      {preview.orders.length === 0 ? (
        <p className="q">
          <Trans>No order ends at another moment.</Trans>
        </p>
      ) : (
        <p className="m">
          <Trans>
            {later} orders end later, {earlier} earlier
          </Trans>
        </p>
      )}
      <ul>
        {preview.orders.slice(0, NAMED).map((one) => (
          <li key={one.order}>
            <span className="ell">
              {one.after > one.due ? <span className="t-late">▲ </span> : null}
              {one.order}
            </span>
            <Shift minutes={(one.after - one.before) / 60} />
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <p className="q">
          <Trans>and {more} more</Trans>
        </p>
      ) : null}
      <p className="q keys">
        <kbd>Enter</kbd> <Trans>drop</Trans> <kbd>Esc</kbd> <Trans>give up</Trans>
      </p>
    </div>
  )
}

const Shift = ({ minutes }: { readonly minutes: number }) => {
  const { language } = useLanguage()
  return (
    <span className={minutes > 0 ? 't-late b' : 't-done b'}>
      {minutes > 0 ? '+' : '−'}
      {duration(minutes, language)}
    </span>
  )
}

const Lateness = ({ preview }: { readonly preview: MovePreview }) => {
  const more = preview.lateAfter - preview.lateBefore
  if (more > 0)
    return (
      <p className="row t-late">
        <Shape status="late" /> <Trans>{more} more orders late</Trans>
      </p>
    )
  if (more === 0) return null
  const fewer = -more
  return (
    <p className="t-done">
      <Trans>{fewer} fewer orders late</Trans>
    </p>
  )
}
