import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { grouped } from '../language/words.ts'
import { DensityChoice } from '../look/density-choice.tsx'
import { Icon } from '../look/icon.tsx'
import { Menu } from '../look/menu.tsx'
import { Shape } from '../look/status.tsx'
import type { BarClass } from './bar-classes.ts'
import type { ScheduleModel } from './schedule-model.ts'
import type { Colouring, Grouping, ScheduleSearch, Zoom } from './schedule-search.ts'

const GROUPING_NAMES: readonly (readonly [Grouping, MessageDescriptor])[] = [
  ['unit', msg`Resource`],
  ['order', msg`Order`],
  ['material', msg`Material`],
]
const COLOURING_NAMES: readonly (readonly [Colouring, MessageDescriptor])[] = [
  ['delay', msg`Delay`],
  ['feasible', msg`Feasible`],
  ['critical', msg`Critical`],
  ['priority', msg`Priority`],
  ['stock', msg`Stock`],
  ['category', msg`Category`],
]
const ZOOM_NAMES: readonly (readonly [Zoom, MessageDescriptor])[] = [
  ['day', msg`Day`],
  ['weeks', msg`3 weeks`],
  ['quarter', msg`Quarter`],
]

interface SegmentsFacts<T extends string> {
  readonly label: string
  readonly choices: readonly (readonly [T, MessageDescriptor])[]
  readonly chosen: T
  readonly onChoose: (value: T) => void
}

/** One of a few, side by side. */
const Segments = <T extends string>({ label, choices, chosen, onChoose }: SegmentsFacts<T>) => {
  const { i18n } = useLingui()
  return (
    <fieldset className="seg sm" aria-label={label}>
      {choices.map(([value, name]) => (
        <button
          key={value}
          type="button"
          className={value === chosen ? 'on' : ''}
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {i18n._(name)}
        </button>
      ))}
    </fieldset>
  )
}

interface ToolFacts {
  readonly search: ScheduleSearch
  readonly onSearch: (search: ScheduleSearch) => void
}

export const GroupingChoice = ({ search, onSearch }: ToolFacts) => {
  const { t } = useLingui()
  return (
    <Segments
      label={t`Rows by`}
      choices={GROUPING_NAMES}
      chosen={search.by ?? 'unit'}
      onChoose={(by) => onSearch({ ...search, by })}
    />
  )
}

/** Colour and its legend, set-ups, zoom, and the table twin. */
export const ScheduleTools = ({
  search,
  onSearch,
  classes,
  model,
}: ToolFacts & { readonly classes: readonly BarClass[]; readonly model: ScheduleModel }) => {
  const { t } = useLingui()
  const { count, minutes } = model.view.setups
  const hours = grouped(Math.round(minutes / 60))
  const setups = grouped(count)
  const isTable = search.view === 'table'
  const { view: _, ...drawn } = search
  return (
    <div className="schedule-tools">
      <span className="q f12">
        <Trans>Colour</Trans>
      </span>
      <Segments
        label={t`Colour of bars`}
        choices={COLOURING_NAMES}
        chosen={search.colour ?? 'delay'}
        onChoose={(colour) => onSearch({ ...search, colour })}
      />
      <Legend classes={classes} />
      <span className="q f12 nw">
        <Trans>
          {setups} set-ups · {hours} h
        </Trans>
      </span>
      <Segments
        label={t`Time in view`}
        choices={ZOOM_NAMES}
        chosen={search.zoom ?? 'weeks'}
        onChoose={(zoom) => onSearch({ ...search, zoom })}
      />
      <Menu label={t`Density`} className="icon-button" button={<Icon name="density" size={18} />}>
        {() => <DensityChoice />}
      </Menu>
      <button
        type="button"
        className={`btn sm ${isTable ? 'on' : ''}`}
        aria-pressed={isTable}
        onClick={() => onSearch(isTable ? drawn : { ...search, view: 'table' })}
      >
        <Trans>Table</Trans>
      </button>
    </div>
  )
}

const Legend = ({ classes }: { readonly classes: readonly BarClass[] }) => {
  const { i18n, t } = useLingui()
  return (
    <ul className="legend f12 m" aria-label={t`Legend`}>
      {classes.map((one) => {
        const name = typeof one.name === 'string' ? one.name : i18n._(one.name)
        return (
          <li key={name} className="row">
            <i
              className={one.isHatched ? 'swatch hatched' : 'swatch'}
              style={{ background: `var(${one.ground})`, color: `var(${one.ink})` }}
            >
              {one.shape ? <Shape status={one.shape} size={7} /> : null}
            </i>
            {name}
          </li>
        )
      })}
      <li className="row">
        <i className="swatch hatch" />
        <Trans>Set-up</Trans>
      </li>
    </ul>
  )
}
