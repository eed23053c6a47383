import { Trans } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { grouped } from '../language/words.ts'
import { useDensity } from '../look/density.ts'
import { classifyBars } from './bar-classes.ts'
import { BarTip } from './bar-tip.tsx'
import { MoveCard } from './move-card.tsx'
import { placesOf } from './scene.ts'
import type { ScheduleModel } from './schedule-model.ts'
import type { ScheduleSearch } from './schedule-search.ts'
import { ScheduleTable } from './schedule-table.tsx'
import { ScheduleTools } from './schedule-tools.tsx'
import { momentWords, useSceneWords } from './schedule-words.ts'
import { dayOfMoment, isoOfDay, type TimeAxis } from './time-axis.ts'
import { Timeline } from './timeline.tsx'
import { barWords, makeRows } from './timeline-rows.ts'
import type { SceneFacts } from './timeline-view.ts'
import type { Moves } from './use-moves.ts'

export interface DrawingFacts {
  readonly model: ScheduleModel
  readonly axis: TimeAxis
  readonly moves: Moves
  readonly search: ScheduleSearch
  readonly place: number
  readonly operation: number
  readonly mayMove: boolean
  readonly onSearch: (search: ScheduleSearch, replace?: boolean) => void
  readonly onSelect: (operation: number) => void
  readonly onSplit: (operation: number) => void
}

/** Tools, timeline or its table twin, and what the search reached. */
export const ScheduleDrawing = (drawing: DrawingFacts) => {
  const { model, axis, moves, search, mayMove, onSearch, onSelect, onSplit } = drawing
  const [focused, setFocused] = useState(-1)
  const operation = drawing.operation >= 0 ? drawing.operation : focused
  const facts = useSceneFacts({ ...drawing, operation })
  const said = useSaid({ model: moves.shown, axis, operation: focused >= 0 ? focused : operation })
  const onPin = (o: number): void => void (mayMove && moves.pin(o))
  const split = (o: number): void => void (mayMove && onSplit(o))
  const select = (o: number): void => {
    setFocused(o)
    onSelect(o)
  }
  return (
    <>
      <ScheduleTools {...{ search, onSearch, model }} classes={facts.classes.classes} />
      <div className="schedule-frame">
        {search.view === 'table' ? (
          <ScheduleTable {...{ axis, operation, onPin }} model={moves.shown} onSelect={select} onSplit={split} />
        ) : (
          <Timeline
            {...{ facts, mayMove, said, onPin }}
            zoom={search.zoom ?? 'weeks'}
            at={search.at ?? model.view.firstDay}
            onSelect={select}
            onSplit={split}
            onRest={(at) => onSearch({ ...search, at }, true)}
            onFocus={setFocused}
            onCarry={moves.carry}
            onDrop={(wanted) => void moves.drop(wanted)}
            onGiveUp={moves.giveUp}
            tip={(o, at) => <BarTip {...{ axis, at }} model={moves.shown} operation={o} />}
          >
            {moves.preview ? <MoveCard {...{ model, axis }} preview={moves.preview} /> : null}
            {moves.refusal === null ? null : (
              <p className="refusal" role="alert">
                {moves.refusal}
              </p>
            )}
          </Timeline>
        )}
        <Foot model={model} mayMove={mayMove} />
      </div>
    </>
  )
}

function useSceneFacts({ model, axis, moves, search, place, operation }: DrawingFacts): SceneFacts {
  const by = search.by ?? 'unit'
  const colour = search.colour ?? 'delay'
  const { shown } = moves
  const [density] = useDensity()
  const rows = useMemo(() => makeRows(shown, by, density), [shown, by, density])
  const beforePlaces = useMemo(() => placesOf(model, axis), [model, axis])
  const places = useMemo(
    () => (shown === model ? beforePlaces : placesOf(shown, axis)),
    [shown, model, beforePlaces, axis],
  )
  const classes = useMemo(() => classifyBars(shown, colour), [shown, colour])
  const { frozenUntil } = model.view
  const frozen = frozenUntil === null ? null : isoOfDay(model.view, dayOfMoment(axis, frozenUntil - 1))
  const words = useSceneWords(by, frozen)
  return useMemo(
    () => ({
      model: shown,
      before: model,
      axis,
      rows,
      places,
      beforePlaces,
      classes,
      words,
      operation,
      order: place,
    }),
    [shown, model, axis, rows, places, beforePlaces, classes, words, operation, place],
  )
}

/** The bar that has the focus, for those who do not see it. */
function useSaid({ model, axis, operation }: Pick<DrawingFacts, 'model' | 'axis' | 'operation'>): string {
  const { language } = useLanguage()
  if (operation < 0) return ''
  const { order, name, quantity } = barWords(model, operation)
  const { operations, names, units } = model.view
  const from = momentWords(model, axis, model.begin[operation]!, language)
  const to = momentWords(model, axis, model.end[operation]!, language)
  const unit = units[model.unit[operation]!]!.workUnit
  return `${order} ${name} ${quantity} · ${names[operations.name[operation]!]} · ${unit} · ${from} → ${to}`
}

const Foot = ({ model, mayMove }: { readonly model: ScheduleModel; readonly mayMove: boolean }) => {
  const { late, bound } = model.view.search
  const count = grouped(model.count)
  const above = bound > 0 ? Math.round(((late - bound) / bound) * 1000) / 10 : null
  return (
    <footer className="schedule-foot">
      <span>
        <Trans>{count} operations</Trans>
      </span>
      {above === null ? null : (
        <span>
          <Trans>lateness within {above} % of the bound</Trans>
        </span>
      )}
      <span className="sp" />
      {mayMove ? <FootKeys /> : null}
    </footer>
  )
}

const FootKeys = () => (
  <>
    <span>
      <Trans>drag to move</Trans>
    </span>
    <span className="row">
      <kbd>←↑→↓</kbd> <Trans>travel</Trans>
    </span>
    <span className="row">
      <kbd>M</kbd> <Trans>move</Trans>
    </span>
    <span className="row">
      <kbd>P</kbd> <Trans>pin</Trans>
    </span>
    <span className="row">
      <kbd>S</kbd> <Trans>split</Trans>
    </span>
    <span className="row">
      <kbd>⌘Z</kbd> <Trans>undo</Trans>
    </span>
  </>
)
