import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { PlanIssueView } from '../../../schemas/rest/planning.ts'
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
            <span className="ell" title={one.itemName ?? one.item ?? undefined}>
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

/** Where what is missing is written, by the kind of issue. */
const TABS: Readonly<Record<string, string>> = { 'no-bom': 'bill', 'missing-routing': 'routing' }

const Mend = ({ issue }: { readonly issue: PlanIssueView }) => {
  const item = issue.item ?? ''
  const tab = TABS[issue.code]
  if (tab === undefined)
    return (
      <Link className="btn sm" to="/materials" search={{ item } as never}>
        <Trans>See the material</Trans>
      </Link>
    )
  return (
    <Link className="btn sm" to="/products/item" search={{ item, tab } as never}>
      {tab === 'bill' ? <Trans>Write the bill</Trans> : <Trans>Write the routing</Trans>}
    </Link>
  )
}
