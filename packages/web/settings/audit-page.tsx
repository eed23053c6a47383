import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { AuditRow } from '../../../schemas/rest/auditing.ts'
import { Grid } from '../grid/grid.tsx'
import type { GridColumn } from '../grid/grid-column.ts'
import { GridTools, shownColumns } from '../grid/grid-tools.tsx'
import { useList } from '../grid/use-list.ts'
import { useFileName } from '../imports/file-names.ts'
import { RECORDS_TOPIC } from '../rest/topics.ts'
import { AuditPanel } from './audit-panel.tsx'
import { VIA_CHOICES, WHAT_CHOICES } from './audit-words.tsx'
import { useMoment } from './moment-words.ts'
import { SettingsFrame } from './settings-frame.tsx'
import type { AuditSearch } from './settings-search.ts'

const PATH = '/api/audit'
const keyOf = (row: AuditRow): string => row.id

const Moment = ({ at }: { readonly at: string }) => <span className="nw">{useMoment()(at)}</span>

/** Parts of a key stand between bars in the records. */
const keyWords = (key: string | null): string => (key ?? '–').split('|').filter(Boolean).join(' · ')

const COLUMNS: readonly GridColumn<AuditRow>[] = [
  { name: 'at', title: msg`When`, type: 'text', width: 120, cell: (row) => <Moment at={row.at} /> },
  { name: 'day', title: msg`On day`, type: 'date', width: 90, isHidden: true },
  { name: 'by', title: msg`Who`, type: 'text', width: 180 },
  { name: 'via', title: msg`Which way`, type: 'choice', width: 90, choices: VIA_CHOICES },
  {
    name: 'what',
    title: msg({ message: 'What', context: 'audit' }),
    type: 'choice',
    width: 130,
    choices: WHAT_CHOICES,
  },
  {
    name: 'file',
    title: msg`Kind of record`,
    type: 'text',
    width: 120,
    cell: ({ file }) => <FileName file={file} />,
  },
  { name: 'key', title: msg`Record`, type: 'text', width: 170, cell: (row) => <>{keyWords(row.key)}</> },
  { name: 'changes', title: msg`Old → new`, type: 'text', width: 260, grows: true },
]

const FileName = ({ file }: { readonly file: string | null }) => {
  const nameOf = useFileName()
  return <>{file === null ? '–' : nameOf(file)}</>
}

/** Who changed what, the newest first; one opens with every field before and after. */
export const AuditPage = () => (
  <SettingsFrame least="owner">
    <AuditList />
  </SettingsFrame>
)

const AuditList = () => {
  const { t } = useLingui()
  const { entry, ...state } = useSearch({ strict: false }) as AuditSearch
  const navigate = useNavigate()
  const list = useList<AuditRow>(RECORDS_TOPIC, PATH, state)
  const columns = shownColumns(COLUMNS, state)
  const go = (next: AuditSearch): void => void navigate({ to: '.', search: next as never })
  const open = entry === undefined ? {} : { entry }
  return (
    <div className={`with-side ${entry === undefined ? '' : 'open'}`}>
      <section className="panel list-panel">
        <GridTools
          path={PATH}
          columns={COLUMNS}
          shown={columns}
          state={state}
          onState={(next) => go({ ...next, ...open })}
          total={list.total}
        />
        <Grid
          label={t`Audit`}
          {...{ list, columns, state, keyOf }}
          open={entry}
          onState={(next) => go({ ...next, ...open })}
          onOpen={(row) => go({ ...state, ...(row.id === entry ? {} : { entry: row.id }) })}
          empty={<Trans>Nothing has been changed yet.</Trans>}
        />
      </section>
      {entry === undefined ? null : <AuditPanel id={entry} onClose={() => go(state)} />}
    </div>
  )
}
