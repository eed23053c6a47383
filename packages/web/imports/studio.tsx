import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useEffectEvent, useState } from 'react'
import { useEdits } from '../editing/edits.tsx'
import { Shape } from '../look/status.tsx'
import { CommitBar } from './commit-bar.tsx'
import { type DraftFile, type DraftOrder, dropDraft, importOf } from './draft.ts'
import { DraftFiles } from './draft-files.tsx'
import { useDropAndPaste } from './drop-target.tsx'
import { FileStudio } from './file-studio.tsx'
import type { ImportsSearch } from './imports-search.ts'
import { NotOpen } from './not-open.tsx'
import { OrderPanel } from './order-panel.tsx'
import { type Checking, useCheck } from './use-check.ts'
import { useContracts } from './use-contracts.ts'
import { type OpenDraft, useDraft } from './use-draft.ts'
import { answerOf, newOrder, type Ordered, useOrder } from './use-order.ts'

export interface StudioFacts {
  readonly id: string
  readonly search: ImportsSearch
  readonly onSearch: (search: ImportsSearch, replace?: boolean) => void
  readonly onLeave: () => void
}

/** An import while it is prepared, and while it is carried out. */
export const Studio = (facts: StudioFacts) => {
  const open = useDraft(facts.id)
  if (open === null) return <Gone onLeave={facts.onLeave} />
  return <OpenStudio {...facts} open={open} />
}

const Gone = ({ onLeave }: { readonly onLeave: () => void }) => (
  <div className="imports">
    <section className="panel waiting" role="alert">
      <p>
        <Trans>This import is not in this browser any more: it was given up, or prepared in another one.</Trans>
      </p>
      <p>
        <button type="button" className="btn" onClick={onLeave}>
          <Trans>To the imports</Trans>
        </button>
      </p>
    </section>
  </div>
)

const OpenStudio = (facts: StudioFacts & { readonly open: OpenDraft }) => {
  const { open, onLeave } = facts
  const { draft } = open
  const check = useCheck(draft)
  const [fault, setFault] = useState<string | null>(null)
  const isOver = useDropAndPaste(open.add, setFault)
  const giveUp = (): void => {
    dropDraft(draft.id)
    onLeave()
  }
  return (
    <div className={`imports studio ${isOver ? 'over' : ''}`}>
      <header className="head">
        <h1>
          <Trans>Import</Trans>
        </h1>
        <span className="q">
          <Trans>Nothing is written until you say so</Trans>
        </span>
      </header>
      {fault === null ? null : (
        <p className="t-late studio-note" role="alert">
          {fault}
        </p>
      )}
      {draft.order === null ? (
        <Prepare
          {...facts}
          check={check}
          onGiveUp={giveUp}
          onCommit={(isPartly) => check.checked && open.order(newOrder(importOf(draft, check.checked), isPartly))}
        />
      ) : (
        <Ordering key={draft.order.key} {...{ open, onLeave }} order={draft.order} />
      )}
    </div>
  )
}

interface OrderingFacts {
  readonly open: OpenDraft
  readonly order: DraftOrder
  readonly onLeave: () => void
}

const Ordering = ({ open, order, onLeave }: OrderingFacts) => {
  const ordered = useOrder(open, order)
  useTelling(open, ordered)
  return <OrderPanel ordered={ordered} onBack={() => open.order(null)} onAnother={onLeave} />
}

/** Says once that an import is written, with its undo. */
function useTelling(open: OpenDraft, { task }: Ordered): void {
  const { t } = useLingui()
  const { note } = useEdits()
  const answer = task && answerOf(task)
  const batch = answer?.batch ?? null
  const tell = useEffectEvent(() => {
    const { order } = open.draft
    if (batch === null || order === null || order.isTold) return
    const rows = (answer?.files ?? []).reduce((sum, one) => sum + one.added + one.changed, 0)
    open.order({ ...order, isTold: true })
    note({ batch, name: t`Import ${batch}: ${rows} rows written` })
  })
  useEffect(() => tell(), [batch])
}

interface PrepareFacts extends StudioFacts {
  readonly open: OpenDraft
  readonly check: Checking
  readonly onGiveUp: () => void
  readonly onCommit: (isPartly: boolean) => void
}

const Prepare = ({ open, check, search, onSearch, onGiveUp, onCommit }: PrepareFacts) => {
  const contracts = useContracts()
  const [isPartly, setPartly] = useState(false)
  const { checked, isBehind } = check
  const at = Math.min(search.file ?? 0, open.draft.files.length - 1)
  const checkedOf = (file: DraftFile | undefined) => checked?.files.find((one) => one.upload === file?.upload)
  const mine = open.draft.files[at]
  const shown = checkedOf(mine)
  const isReady = !isBehind && open.draft.files.every((one) => one.upload !== null)
  return (
    <div className="studio-body">
      <DraftFiles
        open={open}
        checkedOf={checkedOf}
        at={at}
        onAt={(file) => onSearch({ draft: open.draft.id, ...(file > 0 ? { file } : {}) })}
      />
      <section className="panel studio-main">
        {open.isKept ? null : (
          <p className="t-risk row studio-note" role="status">
            <Shape status="risk" />
            <Trans>This browser keeps no more: what you type from now on would be lost with a reload.</Trans>
          </p>
        )}
        {mine && shown ? (
          <FileStudio
            key={`${mine.upload} ${shown.sheet}`}
            {...{ mine, contracts, search, onSearch }}
            checked={shown}
            onChange={(change) => open.change(at, change)}
          />
        ) : (
          <NotOpen {...{ open, at, check }} />
        )}
        {check.failure !== null && shown ? <NotOpen {...{ open, at, check }} /> : null}
        <CommitBar
          files={checked?.files ?? []}
          isBehind={!isReady && open.draft.files.length > 0}
          running={check.running}
          isPartly={isPartly}
          onPartly={setPartly}
          onCommit={() => onCommit(isPartly)}
          onGiveUp={onGiveUp}
        />
      </section>
    </div>
  )
}
