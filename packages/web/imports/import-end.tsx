import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Accepted } from '../../../schemas/rest/planning.ts'
import type { ImportAnswer } from '../../../schemas/rest/records.ts'
import { grouped } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { Shape } from '../look/status.tsx'
import { send } from '../rest/client.ts'
import { TASKS_TOPIC } from '../rest/topics.ts'
import { useFileName } from './file-names.ts'
import { useUndoImport } from './use-undo-import.ts'

export interface ImportEndFacts {
  readonly answer: ImportAnswer & { readonly batch: number }
  readonly onAnother: () => void
}

/** What was written, the rows that were not, and the ways on and back. */
export const ImportEnd = ({ answer, onAnother }: ImportEndFacts) => {
  const { t } = useLingui()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { undo, refusal } = useUndoImport()
  const [isUndone, setUndone] = useState(false)
  const { batch, files, refused } = answer
  const plan = async (): Promise<void> => {
    await send<Accepted>('POST', '/api/plan-runs')
    await queries.invalidateQueries({ queryKey: [TASKS_TOPIC] })
    await navigate({ to: '/' })
  }
  return (
    <section className="panel order-panel">
      <h2 className="f16 row">
        <span className="t-done">
          <Shape status="done" />
        </span>
        {isUndone ? <Trans>Import {batch} is taken back</Trans> : <Trans>Import {batch} is written</Trans>}
      </h2>
      <EndTable files={files} />
      {refused.map((one) => (
        <p key={one.upload} className="row">
          <Icon name="export" size={16} />
          <a href={`/api/uploads/${one.upload}`} download>
            <Trans>Rows left out of {one.file}, with their reasons (CSV)</Trans>
          </a>
        </p>
      ))}
      {refusal === null ? null : (
        <p className="t-late" role="alert">
          {refusal}
        </p>
      )}
      <p className="row">
        <button type="button" className="btn pri" disabled={isUndone} onClick={() => void plan()}>
          <Trans>Plan now</Trans>
        </button>
        <button type="button" className="btn" onClick={onAnother}>
          <Trans>Import more</Trans>
        </button>
        <span className="sp" />
        <button
          type="button"
          className="btn"
          disabled={isUndone}
          aria-label={t`Undo import ${batch}`}
          onClick={() => void undo(batch).then(setUndone)}
        >
          <Icon name="undo" size={16} /> <Trans>Undo the import</Trans>
        </button>
      </p>
    </section>
  )
}

const EndTable = ({ files }: Pick<ImportAnswer, 'files'>) => {
  const fileName = useFileName()
  return (
    <ul className="end-files">
      {files.map((one) => (
        <li key={one.file} className="row">
          <b className="grow">{fileName(one.file)}</b>
          <Trans>{grouped(one.added)} new</Trans>
          <span className="q">·</span>
          <Trans>{grouped(one.changed)} changed</Trans>
          <span className="q">·</span>
          <span className="q">
            <Trans>{grouped(one.unchanged)} the same</Trans>
          </span>
          {one.refused === 0 ? null : (
            <span className="t-late row">
              <Shape status="late" />
              <Plural value={one.refused} one="# left out" other="# left out" />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
