import { PARAMETERS } from './contract/resource-files.ts'
import { IssueList } from './read/issue-list.ts'
import { zoneOf } from './read/read-parameters.ts'
import { readTable } from './read/read-table.ts'

/** The site's time zone by its parameters.csv; UTC where none is given, or a wrong one. */
export function siteZone(files: ReadonlyMap<string, Uint8Array>): string {
  const bytes = files.get('parameters.csv')
  return bytes ? zoneOf(readTable(bytes, PARAMETERS, { issues: new IssueList(), zone: 'UTC' })) : 'UTC'
}
