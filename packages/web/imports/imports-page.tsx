import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../accounts/session.ts'
import { useLanguage } from '../language/language.tsx'
import { shortDate } from '../language/words.ts'
import { PlaceTabs, SETTINGS_TABS } from '../shell/place-tabs.tsx'
import { dropDraft, keepDraft, newDraft, unfinishedDrafts } from './draft.ts'
import { DropZone, useDropAndPaste } from './drop-target.tsx'
import { GuidePanel } from './guide-panel.tsx'
import { ImportHistory } from './import-history.tsx'
import type { ImportsSearch } from './imports-search.ts'
import { Studio } from './studio.tsx'
import { unsent } from './use-draft.ts'
import '../grid/grid.css'
import './imports.css'

/** The way in for spreadsheets, what came in before, and an import while it is prepared. */
export const ImportsPage = () => {
  const search = useSearch({ strict: false }) as ImportsSearch
  const navigate = useNavigate()
  const mayImport = useMay('planner')
  const go = (next: ImportsSearch, replace = false): void =>
    void navigate({ to: '/settings/imports', search: next as never, replace })
  if (search.draft !== undefined && mayImport)
    return <Studio key={search.draft} id={search.draft} search={search} onSearch={go} onLeave={() => go({})} />
  return <Start onOpen={(draft) => go({ draft })} />
}

const Start = ({ onOpen }: { readonly onOpen: (draft: string) => void }) => {
  const { t } = useLingui()
  const [fault, setFault] = useState<string | null>(null)
  const onFiles = (files: readonly File[]): void => {
    const draft = { ...newDraft(), files: files.map(unsent) }
    keepDraft(draft)
    onOpen(draft.id)
  }
  const mayImport = useMay('planner')
  const isOver = useDropAndPaste((files) => mayImport && onFiles(files), setFault)
  return (
    <div className="imports">
      <header className="head">
        <h1>
          <Trans>Import</Trans>
        </h1>
        <PlaceTabs label={t`Settings`} tabs={SETTINGS_TABS} />
      </header>
      <div className="page imports-start">
        <div className="imports-main">
          {mayImport ? (
            <DropZone isOver={isOver} onFiles={onFiles} />
          ) : (
            <p className="panel waiting">
              <Trans>Planners and owners import; you see what they brought.</Trans>
            </p>
          )}
          {fault === null ? null : (
            <p className="t-late" role="alert">
              {fault}
            </p>
          )}
          <Unfinished onOpen={onOpen} />
          <ImportHistory />
        </div>
        <GuidePanel />
      </div>
    </div>
  )
}

/** Imports of this browser that were begun and not finished. */
const Unfinished = ({ onOpen }: { readonly onOpen: (draft: string) => void }) => {
  const { t } = useLingui()
  const { language } = useLanguage()
  const [drafts, setDrafts] = useState(unfinishedDrafts)
  if (drafts.length === 0) return null
  return (
    <ul className="unfinished" aria-label={t`Imports that were not finished`}>
      {drafts.map((one) => {
        const at = new Date(one.at)
        const when = `${shortDate(new Date(one.at - at.getTimezoneOffset() * 60_000).toISOString(), language)} ${at.toTimeString().slice(0, 5)}`
        return (
          <li key={one.id} className="row">
            <span className="grow ell">
              <Trans>Not finished: {one.files.map((file) => file.name).join(' · ')}</Trans>
              <span className="q f12"> {when}</span>
            </span>
            <button type="button" className="btn sm" onClick={() => onOpen(one.id)}>
              <Trans>Go on</Trans>
            </button>
            <button
              type="button"
              className="btn sm quiet"
              onClick={() => {
                dropDraft(one.id)
                setDrafts(unfinishedDrafts())
              }}
            >
              <Trans>Give it up</Trans>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
