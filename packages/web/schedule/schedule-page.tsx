import { Trans } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { useSession } from '../accounts/session.ts'
import { Icon } from '../look/icon.tsx'
import { OrderPanel } from './order-panel.tsx'
import { useSchedule } from './schedule-data.ts'
import { ScheduleDrawing } from './schedule-drawing.tsx'
import { ScheduleHead } from './schedule-head.tsx'
import { findOperation, orderOf, type ScheduleModel } from './schedule-model.ts'
import type { ScheduleSearch } from './schedule-search.ts'
import { SplitDialog } from './split-dialog.tsx'
import { makeAxis } from './time-axis.ts'
import { useMoves } from './use-moves.ts'
import './schedule.css'
import { useRefusalText } from '../editing/failure-text.ts'

const MAY_MOVE = new Set(['planner', 'owner'])

/** What runs where and when; drawn, moved, pinned. */
export const SchedulePage = () => {
  const schedule = useSchedule()
  const refusalText = useRefusalText()
  if (schedule.data === undefined)
    return schedule.isError ? (
      <p className="empty" role="alert">
        {refusalText(schedule.error)}
      </p>
    ) : null
  if (schedule.data === null)
    return (
      <div className="schedule">
        <header className="head">
          <h1>
            <Trans>Schedule</Trans>
          </h1>
        </header>
        <p className="empty">
          <Trans>Nothing is scheduled yet. Plan now on Today, and every operation appears here.</Trans>
        </p>
      </div>
    )
  return <Scheduled model={schedule.data} />
}

/** What the address holds, and how to change it. */
function useScheduleAddress() {
  const search = useSearch({ strict: false }) as ScheduleSearch
  const navigate = useNavigate()
  const go = useCallback(
    (next: ScheduleSearch, replace = false): void => void navigate({ to: '.', search: next as never, replace }),
    [navigate],
  )
  return { search, go }
}

const Scheduled = ({ model }: { readonly model: ScheduleModel }) => {
  const { search, go } = useScheduleAddress()
  const session = useSession()
  const axis = useMemo(() => makeAxis(model.view), [model.view])
  const moves = useMoves(model, axis, (order, op) => {
    if (search.order !== undefined) go({ ...search, order, op }, true)
  })
  const [splitting, setSplitting] = useState(-1)
  const mayMove = MAY_MOVE.has(session.data?.role ?? '')
  const place = search.order === undefined ? -1 : (model.places.get(search.order) ?? -1)
  const operation = place < 0 ? -1 : operationOf(model, { order: search.order!, op: search.op })
  const select = (o: number): void => go(withSelection(search, model, o))
  return (
    <div className={`with-side ${place >= 0 ? 'open' : ''}`}>
      <div className="schedule">
        <ScheduleHead {...{ model, search, mayMove }} onSearch={go} />
        <ScheduleDrawing
          {...{ model, axis, moves, search, place, operation, mayMove }}
          onSearch={go}
          onSelect={select}
          onSplit={setSplitting}
        />
      </div>
      {place >= 0 ? (
        <OrderPanel
          {...{ axis, place, operation }}
          model={moves.shown}
          onOperation={select}
          onClose={() => select(-1)}
          actions={
            mayMove ? (
              <OrderActions
                isPinned={model.held[operation] === 1 || model.held[operation] === 3}
                onPin={() => void moves.pin(operation)}
                onSplit={() => setSplitting(operation)}
              />
            ) : null
          }
        />
      ) : null}
      {splitting >= 0 ? (
        <SplitDialog
          order={orderOf(model, splitting)}
          onSplit={(quantity) => moves.split(splitting, quantity)}
          onClose={() => setSplitting(-1)}
        />
      ) : null}
    </div>
  )
}

interface OrderActionsFacts {
  readonly isPinned: boolean
  readonly onPin: () => void
  readonly onSplit: () => void
}

const OrderActions = ({ isPinned, onPin, onSplit }: OrderActionsFacts) => (
  <p className="order-actions">
    <button type="button" className="btn" onClick={onPin}>
      <Icon name="pin" size={14} /> {isPinned ? <Trans>Free this operation</Trans> : <Trans>Pin this operation</Trans>}
    </button>
    <button type="button" className="btn" onClick={onSplit}>
      <Trans>Split the order</Trans>
    </button>
  </p>
)

function operationOf(model: ScheduleModel, { order, op }: { order: string; op: number | undefined }): number {
  const found = op === undefined ? -1 : findOperation(model, order, op)
  return found >= 0 ? found : model.view.orders[model.places.get(order)!]!.first
}

function withSelection(search: ScheduleSearch, model: ScheduleModel, o: number): ScheduleSearch {
  const { order: _, op: __, ...rest } = search
  if (o < 0) return rest
  return { ...rest, order: model.view.orders[model.order[o]!]!.order, op: model.view.operations.sequence[o]! }
}
