import { Trans, useLingui } from '@lingui/react/macro'
import type { Parameters, ParameterView } from '../../../schemas/rest/node-facts.ts'
import { useMay } from '../accounts/session.ts'
import { ParameterField } from './parameter-field.tsx'
import { PARAMETER_WORDS } from './parameter-words.tsx'
import { useParameters } from './settings-data.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** Every planning parameter: what it says, what it does, what it may be, and what it is. */
export const ParametersPage = () => {
  const data = useParameters().data
  const mayEdit = useMay('planner')
  const places = Object.keys(PARAMETER_WORDS)
  const ordered = (data?.parameters ?? []).toSorted((a, b) => places.indexOf(a.name) - places.indexOf(b.name))
  return (
    <SettingsFrame
      tools={
        mayEdit ? null : (
          <span className="q f12">
            <Trans>Read only: changes need the role planner</Trans>
          </span>
        )
      }
    >
      <div className="settings-body">
        <section className="panel">
          <table className="parameters">
            <thead>
              <tr>
                <th>
                  <Trans>Parameter</Trans>
                </th>
                <th className="w-value">
                  <Trans context="parameter">Value</Trans>
                </th>
                <th className="w-range">
                  <Trans>May be · otherwise</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {ordered.map((one) => (
                <ParameterRow key={one.name} parameter={one} calendars={data!.calendars} mayEdit={mayEdit} />
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </SettingsFrame>
  )
}

interface RowFacts {
  readonly parameter: ParameterView
  readonly calendars: Parameters['calendars']
  readonly mayEdit: boolean
}

const ParameterRow = ({ parameter, calendars, mayEdit }: RowFacts) => {
  const { i18n } = useLingui()
  const words = PARAMETER_WORDS[parameter.name]
  const unit = words?.unit ? i18n._(words.unit) : ''
  return (
    <tr>
      <th scope="row">
        <span className="parameter-name">
          <b>{words ? i18n._(words.name) : parameter.name}</b> <code className="q">{parameter.name}</code>
        </span>
        {words ? (
          <span className="m f12 parameter-words">
            {i18n._(words.meaning)} {i18n._(words.effect)}
          </span>
        ) : null}
      </th>
      <td className="w-value">
        <ParameterField key={parameter.value} {...{ parameter, calendars, mayEdit }} unit={unit} />
      </td>
      <td className="w-range q f12">
        <Range parameter={parameter} /> · {parameter.otherwise}
      </td>
    </tr>
  )
}

const Range = ({ parameter: { kind, least, most } }: { readonly parameter: ParameterView }) => {
  if (kind === 'zone') return <Trans>a name as Asia/Shanghai</Trans>
  if (kind === 'calendar') return <Trans>a calendar</Trans>
  if (most === null) return <Trans>{least} or more</Trans>
  return (
    <Trans>
      {least} to {most}, whole
    </Trans>
  )
}
