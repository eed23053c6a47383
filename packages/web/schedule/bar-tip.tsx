import { Trans } from '@lingui/react/macro'
import { useLanguage } from '../language/language.tsx'
import { duration, grouped } from '../language/words.ts'
import { Shape } from '../look/status.tsx'
import type { Bounds } from './scene.ts'
import { orderOf, type ScheduleModel, statusOfOrder } from './schedule-model.ts'
import { dueWords, momentWords } from './schedule-words.ts'
import type { TimeAxis } from './time-axis.ts'

export interface BarTipFacts {
  readonly model: ScheduleModel
  readonly axis: TimeAxis
  readonly operation: number
  readonly at: Bounds
}

const WIDE = 300

/** Everything about a bar, beside the pointer. */
export const BarTip = ({ model, axis, operation, at }: BarTipFacts) => {
  const order = orderOf(model, operation)
  const item = model.view.items[order.item]!
  const style = { left: Math.max(8, Math.min(at.x + 14, innerWidth - WIDE - 100)), top: Math.max(8, at.y + 18) }
  return (
    <div className="bar-tip" style={style} aria-hidden="true">
      <p className="row">
        <b>{order.order}</b> <OrderState model={model} place={model.order[operation]!} />
      </p>
      <p className="m">
        {item.name}, {grouped(order.quantity)} {item.unit}
      </p>
      <Facts {...{ model, axis, operation }} />
      <Held held={model.held[operation]!} />
    </div>
  )
}

const Facts = ({ model, axis, operation }: Omit<BarTipFacts, 'at'>) => {
  const { language } = useLanguage()
  const order = orderOf(model, operation)
  const { operations, names, units } = model.view
  const moment = (t: number): string => momentWords(model, axis, t, language)
  const setup = model.begin[operation]! - model.setupStart[operation]!
  const arrival = model.arrival[operation]!
  return (
    <dl>
      <dt>
        <Trans>Operation</Trans>
      </dt>
      <dd>
        {operations.sequence[operation]} {names[operations.name[operation]!]}
      </dd>
      <dt>
        <Trans>Work unit</Trans>
      </dt>
      <dd>{units[model.unit[operation]!]!.workUnit}</dd>
      <dt>
        <Trans>Runs</Trans>
      </dt>
      <dd>
        {moment(model.begin[operation]!)} → {moment(model.end[operation]!)}
      </dd>
      {setup > 0 ? (
        <>
          <dt>
            <Trans>Set-up</Trans>
          </dt>
          <dd>
            <Trans>from {moment(model.setupStart[operation]!)}</Trans>
          </dd>
        </>
      ) : null}
      {arrival > 0 ? (
        <>
          <dt>
            <Trans>Material</Trans>
          </dt>
          <dd>
            <Trans>arrives {moment(arrival)}</Trans>
          </dd>
        </>
      ) : null}
      <dt>
        <Trans>Due</Trans>
      </dt>
      <dd>{dueWords(model, axis, order.due, language)}</dd>
      <dt>
        <Trans>Priority</Trans>
      </dt>
      <dd>{order.priority}</dd>
      <ForWhom order={order} />
    </dl>
  )
}

const ForWhom = ({ order }: { readonly order: ReturnType<typeof orderOf> }) => {
  const lines = order.serves.map((one) => `${one.order} / ${one.line}${one.customer ? ` ${one.customer}` : ''}`)
  if (lines.length === 0) return null
  return (
    <>
      <dt>
        <Trans>For</Trans>
      </dt>
      <dd>{lines.slice(0, 3).join(', ')}</dd>
    </>
  )
}

/** How an order ends, in shape and words. */
export const OrderState = ({ model, place }: { readonly model: ScheduleModel; readonly place: number }) => {
  const { language } = useLanguage()
  const status = statusOfOrder(model, place)
  const spare = (model.view.orders[place]!.due - model.orderEnd[place]!) / 60
  const time = duration(spare, language)
  if (status === 'late')
    return (
      <span className="chip late">
        <Shape status="late" /> <Trans>{time} late</Trans>
      </span>
    )
  if (status === 'soon')
    return (
      <span className="chip risk">
        <Shape status="risk" /> <Trans>{time} to spare</Trans>
      </span>
    )
  return (
    <span className="q f12">
      <Trans>{time} to spare</Trans>
    </span>
  )
}

/** 0 free, 1 pinned, 2 frozen, 3 pinned against what it waits for. */
export const Held = ({ held }: { readonly held: number }) => {
  if (held === 0) return null
  return (
    <p className="f12 m">
      {held === 1 ? <Trans>Pinned: it keeps its unit and start.</Trans> : null}
      {held === 2 ? <Trans>Frozen: it keeps its unit and start.</Trans> : null}
      {held === 3 ? <Trans>Pinned too early for what it waits for.</Trans> : null}
    </p>
  )
}
