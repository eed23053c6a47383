import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { PlanIssueView } from '../../../schemas/rest/planning.ts'
import { Menu } from '../look/menu.tsx'
import { Shape } from '../look/status.tsx'
import { IssueWords } from './issue-words.tsx'
import { useIssues } from './today-data.ts'

const SHOWN = 20

/** What keeps orders from being planned, once for each item, with what mends it. */
export const StuckPanel = () => {
  const issues = useIssues('cannot-plan')
  const rows = [...new Map((issues.data?.rows ?? []).map((one) => [`${one.code} ${one.item}`, one])).values()]
  return (
    <section className="panel news">
      <header>
        <h2>
          <Trans>Stuck</Trans>
        </h2>
        <span className="q f12">{rows.length}</span>
      </header>
      {issues.data !== undefined && rows.length === 0 ? (
        <p className="empty">
          <Trans>Nothing lacks a bill, a routing or material.</Trans>
        </p>
      ) : null}
      <ul className="news-list">
        {rows.slice(0, SHOWN).map((one) => (
          <li key={one.position}>
            <span className="m">
              <Shape status="none" />
            </span>
            <span className="ell">
              <span className="b">{one.itemName ?? one.item}</span>
              <br />
              <span className="m f12">
                <IssueWords issue={one} />
              </span>
            </span>
            <Mend issue={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Which file and field is missing, by the kind of issue. */
const MISSING: Readonly<Record<string, { readonly file: string; readonly head: string; readonly row: string }>> = {
  'no-bom': { file: 'boms.csv', head: 'parent,component,quantity', row: ',,1' },
  'missing-routing': { file: 'operations.csv', head: 'item,sequence,work_center,run_minutes', row: ',10,,1' },
}

const Mend = ({ issue }: { readonly issue: PlanIssueView }) => {
  const { t } = useLingui()
  const [isCopied, setCopied] = useState(false)
  const missing = MISSING[issue.code]
  if (!missing)
    return (
      <Link className="btn sm" to="/materials" search={{ item: issue.item ?? '' } as never}>
        <Trans>See the material</Trans>
      </Link>
    )
  const text = `${missing.head}\n${issue.item ?? ''}${missing.row}`
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  const item = issue.item ?? ''
  return (
    <Menu label={t`Fix ${item}`} className="btn sm" button={<Trans>Fix {item}</Trans>}>
      {() => (
        <section className="how-body">
          <p>
            <Trans>
              A row of {missing.file} is missing for {item}. Fill in this one and import it, then plan again.
            </Trans>
          </p>
          <pre className="sample">{text}</pre>
          <button type="button" className="btn sm" onClick={() => void copy()}>
            {isCopied ? <Trans>Copied</Trans> : <Trans>Copy the row</Trans>}
          </button>
        </section>
      )}
    </Menu>
  )
}
