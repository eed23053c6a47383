import { Trans, useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, useState } from 'react'
import type { Parameters, ParameterView } from '../../../schemas/rest/node-facts.ts'
import { useEdits } from '../editing/edits.tsx'
import { useFaultWords } from '../editing/fault-words.ts'
import { isComposing } from '../shell/keys.ts'
import { PARAMETER_WORDS } from './parameter-words.tsx'
import { useSendOnce } from './use-send-once.ts'

interface FieldFacts {
  readonly parameter: ParameterView
  readonly calendars: Parameters['calendars']
  readonly mayEdit: boolean
  readonly unit: string
}

/** One parameter in its field; written on Enter and when the field is left. */
export const ParameterField = ({ parameter, calendars, mayEdit, unit }: FieldFacts) => {
  const { i18n } = useLingui()
  const { name, value, otherwise, kind } = parameter
  const words = PARAMETER_WORDS[name]
  const label = words ? i18n._(words.name) : name
  const [typed, setTyped] = useState(value ?? otherwise)
  const { save, wrong } = useParameterSave(parameter, label)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return
    event.preventDefault()
    void save(typed)
  }
  return (
    <span className="parameter-field">
      <span className="row">
        {kind === 'calendar' ? (
          <CalendarChoice
            {...{ label, calendars, mayEdit }}
            value={typed}
            onValue={(text) => {
              setTyped(text)
              void save(text)
            }}
          />
        ) : (
          <input
            className="field"
            aria-label={label}
            aria-invalid={wrong !== null}
            disabled={!mayEdit}
            inputMode={kind === 'zone' ? 'text' : 'decimal'}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={() => void save(typed)}
            onKeyDown={onKeyDown}
          />
        )}
        <span className="u nw">{unit}</span>
        {value !== null && mayEdit && value !== otherwise ? (
          <button type="button" className="btn sm quiet" onClick={() => void save('')}>
            <Trans>Back to {otherwise}</Trans>
          </button>
        ) : null}
      </span>
      {wrong === null ? null : (
        <span className="t-late f12" role="alert">
          {wrong}
        </span>
      )}
    </span>
  )
}

/** Writes a value; empty text is the default again. */
function useParameterSave({ name, value, otherwise }: ParameterView, label: string) {
  const { t } = useLingui()
  const { edit } = useEdits()
  const faultOf = useFaultWords()
  const [wrong, setWrong] = useState<string | null>(null)
  const send = useSendOnce(value ?? otherwise, async (text) => {
    const key = value === null ? null : name
    const was = value === null ? {} : { was: { value } }
    const cells = text === '' ? null : { name, value: text }
    const said = t`${label}: ${value ?? otherwise} → ${text || otherwise}`
    const fault = faultOf(await edit([{ file: 'parameters', key, ...was, cells }], said))
    setWrong(fault)
    return fault === null
  })
  const save = (text: string): Promise<void> => {
    if (text === (value ?? otherwise)) setWrong(null)
    return send(text)
  }
  return { save, wrong }
}

interface ChoiceFacts {
  readonly label: string
  readonly calendars: Parameters['calendars']
  readonly mayEdit: boolean
  readonly value: string
  readonly onValue: (text: string) => void
}

const CalendarChoice = ({ label, calendars, mayEdit, value, onValue }: ChoiceFacts) => (
  <select
    className="field"
    aria-label={label}
    disabled={!mayEdit}
    value={value}
    onChange={(event) => onValue(event.target.value)}
  >
    {calendars.map((one) => (
      <option key={one}>{one}</option>
    ))}
  </select>
)
