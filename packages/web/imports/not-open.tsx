import { Trans } from '@lingui/react/macro'
import { Shape } from '../look/status.tsx'
import { ChooseFiles } from './drop-target.tsx'
import type { Checking } from './use-check.ts'
import { chooseFile, type OpenDraft } from './use-draft.ts'

export interface NotOpenFacts {
  readonly open: OpenDraft
  readonly at: number
  readonly check: Checking
}

/** A file of which nothing can be shown yet, and what to do. */
export const NotOpen = ({ open, at, check }: NotOpenFacts) => {
  const file = open.draft.files[at]
  const fault = file && open.faults[file.id]
  const again = ([chosen]: readonly File[]): void => {
    if (!chosen || !file) return
    chooseFile(file.id, chosen)
    open.change(at, (one) => ({ ...one, name: chosen.name, bytes: chosen.size, upload: null }))
  }
  if (!file)
    return (
      <p className="empty">
        <Trans>No file is left in this import. Drop one here.</Trans>
      </p>
    )
  if (check.failure !== null) return <Unanswered {...check} failure={check.failure} />
  if (file.upload !== null)
    return (
      <p className="empty" role="status">
        <Trans>Looking at {file.name}…</Trans>
      </p>
    )
  return (
    <div className="empty" role={fault ? 'alert' : 'status'}>
      {fault ? <Why fault={fault} name={file.name} /> : <Trans>Sending {file.name}…</Trans>}
      <p>
        <ChooseFiles className="btn sm" onFiles={again}>
          <Trans>Choose {file.name} again…</Trans>
        </ChooseFiles>
      </p>
    </div>
  )
}

const Unanswered = ({ failure, isStopped, isGivenUp, again }: Checking & { readonly failure: string }) => (
  <p className="t-risk row studio-note" role="status">
    <Shape status="risk" />
    <span className="grow">
      {isStopped && isGivenUp ? (
        <Trans>You stopped the check. What you typed is kept here.</Trans>
      ) : failure !== '' ? (
        <Trans>The node could not look at it: {failure}. What you typed is kept here.</Trans>
      ) : isStopped ? (
        <Trans>The node does not answer. What you typed is kept here.</Trans>
      ) : (
        <Trans>The node does not answer. What you typed is kept here; asking again…</Trans>
      )}
    </span>
    {isStopped ? (
      <button type="button" className="btn sm" onClick={again}>
        <Trans>Check again</Trans>
      </button>
    ) : null}
  </p>
)

const Why = ({ fault, name }: { readonly fault: OpenDraft['faults'][string]; readonly name: string }) => (
  <span className="t-late">
    {fault.kind === 'cut' ? (
      <Trans>{name} did not arrive: the connection was cut.</Trans>
    ) : (
      <Trans>
        {name} was not taken: {fault.message}
      </Trans>
    )}
  </span>
)
