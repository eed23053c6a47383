import { Trans, useLingui } from '@lingui/react/macro'
import type { ProductRouting, RoutingStep } from '../../../schemas/rest/products.ts'
import { useEdits } from '../editing/edits.tsx'
import { EditableCell } from '../grid/editable-cell.tsx'
import { grouped } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { AddStep } from './add-step.tsx'
import { RoutingBars } from './routing-bars.tsx'
import { useBillEdit } from './use-bill-edit.ts'

export interface RoutingFacts {
  readonly routing: ProductRouting
  readonly style: string | null
  readonly mayEdit: boolean
}

/** Operations one after the other: where, how long, where else, and how soon the next may begin; then the same as bars to scale. */
export const RoutingPanel = ({ routing, style, mayEdit }: RoutingFacts) => {
  const { t } = useLingui()
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
      <section className="list-scroll" tabIndex={0} aria-label={t`Routing`}>
        {routing.isOfStyle ? (
          <p className="routing-note q f12">
            <Trans>The routing of style {routing.owner}: a change holds for all its variants.</Trans>
          </p>
        ) : null}
        {routing.steps.length === 0 ? (
          <p className="empty">
            <Trans>No operations. Where it is made, add the first below.</Trans>
          </p>
        ) : (
          <>
            <StepTable {...{ routing, mayEdit }} />
            <RoutingBars steps={routing.steps} />
          </>
        )}
      </section>
      {mayEdit ? <AddStep {...{ routing, style }} /> : null}
    </>
  )
}

const StepTable = ({ routing, mayEdit }: Pick<RoutingFacts, 'routing' | 'mayEdit'>) => (
  <table className="steps cmp">
    <thead>
      <tr>
        <th className="r w-sequence">
          <Trans>No.</Trans>
        </th>
        <th className="w-name">
          <Trans>Operation</Trans>
        </th>
        <th className="w-center">
          <Trans>Work center</Trans>
        </th>
        <th className="r">
          <Trans>Set-up, min</Trans>
        </th>
        <th className="r">
          <Trans>Run, min per 1</Trans>
        </th>
        <th className="r">
          <Trans>Transfer batch</Trans>
        </th>
        <th className="r">
          <Trans>Scrap</Trans>
        </th>
        <th className="w-places">
          <Trans>Alternatives</Trans>
        </th>
        <th className="w-act">
          <span className="for-readers">
            <Trans>Take out</Trans>
          </span>
        </th>
      </tr>
    </thead>
    <tbody>
      {routing.steps.map((step) => (
        <StepRow key={step.key} {...{ step, routing, mayEdit }} />
      ))}
    </tbody>
  </table>
)

interface StepFacts {
  readonly step: RoutingStep
  readonly routing: ProductRouting
  readonly mayEdit: boolean
}

const StepRow = ({ step, routing, mayEdit }: StepFacts) => {
  const { t } = useLingui()
  const { changeStep } = useBillEdit()
  const cell = (field: string, name: string, was: string, shown: string) =>
    mayEdit ? (
      <EditableCell
        isTabStop
        text={was}
        type="quantity"
        choices={undefined}
        onSave={(text) => changeStep(step, { field, name, was: was === '0' || was === '' ? null : was, text })}
      >
        {shown}
      </EditableCell>
    ) : (
      shown
    )
  return (
    <tr>
      <td className="r w-sequence">{step.sequence}</td>
      <th scope="row">{cell('name', t`Operation`, step.name, step.name)}</th>
      <td>
        <PlaceCell {...{ step, routing, mayEdit }} /> <span className="u">× {step.units}</span>
      </td>
      <td className="r">{cell('setup_minutes', t`Set-up, min`, step.setupMinutes, grouped(step.setupMinutes))}</td>
      <td className="r">{cell('run_minutes', t`Run, min per 1`, step.runMinutes, grouped(step.runMinutes))}</td>
      <td className="r">
        {cell('transfer_batch', t`Transfer batch`, step.transferBatch ?? '', step.transferBatch ?? '–')}
      </td>
      <td className="r">{cell('scrap', t`Scrap`, step.scrap, step.scrap === '0' ? '–' : step.scrap)}</td>
      <td className="w-places">
        {step.alternatives.map((one) => (
          <span key={one.workCenter} className="nw f12">
            {one.name} <span className="u">{one.runMinutes}</span>{' '}
          </span>
        ))}
      </td>
      <td className="w-act">{mayEdit ? <RemoveStep step={step} /> : null}</td>
    </tr>
  )
}

const PlaceCell = ({ step, routing, mayEdit }: StepFacts) => {
  const { t } = useLingui()
  const { changeStep } = useBillEdit()
  if (!mayEdit) return step.workCenterName
  const choices = routing.workCenters.map((one) => ({
    value: one.workCenter,
    name: { id: one.name, message: one.name },
  }))
  return (
    <EditableCell
      isTabStop
      text={step.workCenter}
      type="choice"
      choices={choices}
      onSave={(text) => changeStep(step, { field: 'work_center', name: t`Work center`, was: step.workCenter, text })}
    >
      {step.workCenterName}
    </EditableCell>
  )
}

const RemoveStep = ({ step }: { readonly step: RoutingStep }) => {
  const { t } = useLingui()
  const { refuse } = useEdits()
  const { removeStep } = useBillEdit()
  const remove = async (): Promise<void> => {
    const fault = await removeStep(step)
    if (fault !== null) refuse(fault)
  }
  return (
    <button
      type="button"
      className="icon-button sm"
      aria-label={t`Take operation ${step.name} out`}
      title={t`Take operation ${step.name} out`}
      onClick={() => void remove()}
    >
      <Icon name="close" size={12} />
    </button>
  )
}
