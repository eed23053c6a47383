import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { AuditEntryView } from '../../../schemas/rest/auditing.ts'
import { useFieldName } from '../editing/field-name.ts'
import { plainText } from '../grid/grid-state.ts'
import { SideBody, SidePanel } from '../look/side-panel.tsx'
import { ViaName, WhatName } from './audit-words.tsx'
import { useMoment } from './moment-words.ts'
import { useAuditEntry } from './settings-data.ts'

/** One change with every field before and after, and the way to others of the same record, person and batch. */
export const AuditPanel = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const { t } = useLingui()
  const { data, error } = useAuditEntry(id)
  return (
    <SidePanel
      label={t`Change`}
      title={(data?.key ?? '').split('|').filter(Boolean).join(' · ')}
      about={data ? <WhatName what={data.what} /> : undefined}
      error={data ? null : error}
      onClose={onClose}
    >
      <SideBody>{data ? <Entry entry={data} /> : null}</SideBody>
    </SidePanel>
  )
}

const Entry = ({ entry }: { readonly entry: AuditEntryView }) => {
  const momentOf = useMoment()
  return (
    <>
      <dl className="facts">
        <div>
          <dt>
            <Trans>When</Trans>
          </dt>
          <dd>{momentOf(entry.at)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Who</Trans>
          </dt>
          <dd>{entry.by}</dd>
        </div>
        <div>
          <dt>
            <Trans>Which way</Trans>
          </dt>
          <dd>
            <ViaName via={entry.via} />
          </dd>
        </div>
        {typeof entry.detail.reason === 'string' && entry.detail.reason !== '' ? (
          <div>
            <dt>
              <Trans>Why</Trans>
            </dt>
            <dd>{entry.detail.reason}</dd>
          </div>
        ) : null}
      </dl>
      <Fields entry={entry} />
      <p className="audit-ways">
        {entry.key === null ? null : (
          <Link to="/settings/audit" search={{ filter: `key:${plainText(entry.key)}` } as never}>
            <Trans>All changes of this record</Trans>
          </Link>
        )}
        <Link to="/settings/audit" search={{ filter: `by:${plainText(entry.by)}` } as never}>
          <Trans>All changes by {entry.by}</Trans>
        </Link>
      </p>
    </>
  )
}

const Fields = ({ entry: { fields } }: { readonly entry: AuditEntryView }) => {
  const nameOf = useFieldName()
  return fields.length === 0 ? (
    <p className="empty">
      <Trans>No field is kept with it.</Trans>
    </p>
  ) : (
    <table className="cmp audit-fields">
      <thead>
        <tr>
          <th>
            <Trans>Field</Trans>
          </th>
          <th>
            <Trans>Old</Trans>
          </th>
          <th>
            <Trans>New</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{nameOf(field)}</th>
            <td>{before === null ? <span className="q">–</span> : <del>{before}</del>}</td>
            <td>{after === null ? <span className="q">–</span> : <ins>{after}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
