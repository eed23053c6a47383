import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Shape } from '../look/status.tsx'
import { IssueWords } from './issue-words.tsx'
import { useIssues } from './today-data.ts'

/** Conflicts as a list of their own: the two facts by name. */
export const ConflictTable = () => {
  const issues = useIssues('conflict').data?.rows ?? []
  return (
    <div className="scroll list-scroll">
      <table className="orders">
        <colgroup>
          <col style={{ width: 150 }} />
          <col />
          <col style={{ width: '46%' }} />
        </colgroup>
        <thead>
          <tr>
            <th>
              <Trans>Order</Trans>
            </th>
            <th>
              <Trans>Item</Trans>
            </th>
            <th>
              <Trans>Conflict</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {issues.map((one) => (
            <tr key={one.position}>
              <td className="b">{one.order ?? '–'}</td>
              <td title={`${one.item ?? ''} ${one.itemName ?? ''}`}>
                <Link to="/materials" search={{ item: one.item ?? '' } as never}>
                  {one.itemName ?? one.item}
                </Link>
              </td>
              <td>
                <span className="row">
                  <Shape status="conflict" /> <IssueWords issue={one} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
