import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LineChanges, LinesChanged } from '../../../schemas/rest/ordering.ts'
import { useEdits } from '../editing/edits.tsx'
import { useFailureText } from '../editing/failure-text.ts'
import { useIssueText } from '../editing/issue-text.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { useLanguage } from '../language/language.tsx'
import { shortDate } from '../language/words.ts'
import { Dialog } from '../look/dialog.tsx'
import { send } from '../rest/client.ts'
import { RECORDS_TOPIC } from '../rest/topics.ts'

export type ChosenLines = Pick<LineChanges, 'lines' | 'matching'>
type Field = keyof LineChanges['cells']

export interface LinesDialogFacts {
  readonly chosen: ChosenLines
  readonly onClose: () => void
  readonly onDone: () => void
}

const FIELDS: readonly Field[] = ['due_date', 'priority', 'status']
const PRIORITIES = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
const STATES = ['open', 'closed', 'cancelled']

const changeLines = (changes: LineChanges): Promise<LinesChanged> => send('POST', '/api/order-line-changes', changes)

/** One cell of many lines: what it becomes, how many that changes, then one batch and one undo. */
export const LinesDialog = ({ chosen, onClose, onDone }: LinesDialogFacts) => {
  const { t } = useLingui()
  const [field, setField] = useState<Field>('due_date')
  const [value, setValue] = useState('')
  const { data: preview, error } = usePreview(chosen, field, value)
  const { wrong, isBusy, write } = useWrite(chosen, onDone)
  const once = useOneAct()
  const count = preview?.changes ?? 0
  const failureText = useFailureText()
  const fault = wrong ?? (error ? failureText(error) : null)
  return (
    <Dialog label={t`Change order lines`} onClose={onClose} className="lines-dialog">
      <form
        className="col"
        onSubmit={(event) => {
          event.preventDefault()
          if (count > 0) void once(() => write(field, value, count))
        }}
      >
        <h2 className="f16">
          <Trans>Change order lines</Trans>
        </h2>
        <FieldChoice
          field={field}
          onField={(next) => {
            setField(next)
            setValue('')
          }}
        />
        <ValueField field={field} value={value} onValue={setValue} />
        <p className="m preview" role="status">
          {value === '' || preview === undefined ? null : <Preview {...preview} />}
        </p>
        {fault === null ? null : (
          <p className="t-late f12" role="alert">
            {fault}
          </p>
        )}
        <p className="row">
          <button type="button" className="btn" onClick={onClose}>
            <Trans>Leave them as they are</Trans>
          </button>
          <span className="sp" />
          <button type="submit" className="btn pri" disabled={value === '' || count === 0 || isBusy}>
            <Plural value={count} one="Change # line" other="Change # lines" />
          </button>
        </p>
      </form>
    </Dialog>
  )
}

/** How many lines would change; nothing is written. */
const usePreview = (chosen: ChosenLines, field: Field, value: string) =>
  useQuery({
    queryKey: [RECORDS_TOPIC, 'line-changes', chosen, field, value],
    enabled: value !== '',
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: () => changeLines({ ...chosen, cells: { [field]: value }, commit: false }),
  })

function useWrite(chosen: ChosenLines, onDone: () => void) {
  const { t } = useLingui()
  const { note } = useEdits()
  const issueText = useIssueText()
  const failureText = useFailureText()
  const fieldName = useFieldName()
  const valueName = useValueName()
  const [wrong, setWrong] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const write = async (field: Field, value: string, count: number): Promise<void> => {
    setBusy(true)
    try {
      const done = await changeLines({ ...chosen, cells: { [field]: value }, commit: true })
      const [issue] = done.issues
      if (issue) return setWrong(issueText(issue))
      const [what, to] = [fieldName(field), valueName(field, value)]
      if (done.batch !== null) note({ batch: done.batch, name: t`${count} order lines: ${what} ${to}` })
      onDone()
    } catch (error) {
      setWrong(failureText(error))
    } finally {
      setBusy(false)
    }
  }
  return { wrong, isBusy, write }
}

const Preview = ({ lines, changes }: LinesChanged) => {
  const same = lines - changes
  return (
    <>
      <Plural value={changes} one="# line changes" other="# lines change" />
      {same > 0 ? (
        <>
          {' · '}
          <Plural value={same} one="# is so already" other="# are so already" />
        </>
      ) : null}
    </>
  )
}

function useFieldName(): (field: Field) => string {
  const { t } = useLingui()
  const names = { due_date: t`Due date`, priority: t`Priority`, status: t`Status` }
  return (field) => names[field]
}

function useValueName(): (field: Field, value: string) => string {
  const { t } = useLingui()
  const { language } = useLanguage()
  const states: Readonly<Record<string, string>> = { open: t`open`, closed: t`closed`, cancelled: t`cancelled` }
  return (field, value) => (field === 'due_date' ? shortDate(value, language, '') : (states[value] ?? value))
}

const FieldChoice = ({ field, onField }: { readonly field: Field; readonly onField: (field: Field) => void }) => {
  const { t } = useLingui()
  const nameOf = useFieldName()
  return (
    <fieldset className="seg" aria-label={t`What changes`}>
      {FIELDS.map((one) => (
        <button
          key={one}
          type="button"
          className={one === field ? 'on' : ''}
          aria-pressed={one === field}
          onClick={() => onField(one)}
        >
          {nameOf(one)}
        </button>
      ))}
    </fieldset>
  )
}

interface ValueFacts {
  readonly field: Field
  readonly value: string
  readonly onValue: (value: string) => void
}

const ValueField = ({ field, value, onValue }: ValueFacts) => {
  const { t } = useLingui()
  const nameOf = useValueName()
  if (field === 'due_date')
    return (
      <label className="form-row">
        <Trans>becomes</Trans>
        <input className="field" type="date" value={value} onChange={(event) => onValue(event.target.value)} />
      </label>
    )
  return (
    <label className="form-row">
      <Trans>becomes</Trans>
      <select className="field" value={value} onChange={(event) => onValue(event.target.value)}>
        <option value="">{t`choose…`}</option>
        {(field === 'priority' ? PRIORITIES : STATES).map((one) => (
          <option key={one} value={one}>
            {nameOf(field, one)}
          </option>
        ))}
      </select>
    </label>
  )
}
