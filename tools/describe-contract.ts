import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Column, ColumnType } from '../packages/files/contract/column.ts'
import { FILE_CONTRACTS } from '../packages/files/contract/file-contracts.ts'

/** The reference of the files, generated from the contract that reads them. */
export function describeContract(): string {
  const files = FILE_CONTRACTS.map(({ name, columns, attributes }) => {
    const rows = columns.map(
      (one) =>
        `| ${nameOf(one)} | ${typeOf(one.type)} | ${one.otherwise ?? ''} | ${one.meaning.en} · ${one.meaning.zh} |`,
    )
    const extra = attributes ? '\nColumns `attr.NAME` are attributes of the item, such as `attr.colour`.\n' : ''
    return `## ${name}.csv\n\n| column | type | default | meaning |\n|---|---|---|---|\n${rows.join('\n')}\n${extra}`
  })
  return `${HEAD}\n${files.join('\n')}`
}

const HEAD = `# The files

Generated from \`packages/files/contract\` by \`node tools/describe-contract.ts\`; do not edit.

A folder of CSV files, UTF-8 with or without BOM or GB18030, header in the first row; \`NAME.xlsx\` (first sheet) may stand for \`NAME.csv\`.
Every file may be absent. **Bold** columns are the key, \`!\` is required. Numbers have at most 9 digits before and 6 after the point;
dates are \`YYYY-MM-DD\`, times \`YYYY-MM-DDTHH:MM\`, local to the site unless they carry an offset. An input with one error is refused
whole, and every error is told with file, row, field and value.
`

const nameOf = ({ name, key, required }: Column): string => `${key ? `**${name}**` : name}${required ? '!' : ''}`

function typeOf(type: ColumnType): string {
  if (type.kind === 'list') return type.values.join(', ')
  if (type.kind === 'whole') return `whole number ${type.least}–${type.most}`
  if (type.kind === 'number') {
    const least =
      type.above !== undefined ? ` > ${type.above / 1e6}` : type.least !== undefined ? ` ≥ ${type.least / 1e6}` : ''
    return `number${least}${type.below === undefined ? '' : ` < ${type.below / 1e6}`}`
  }
  return type.kind === 'date-or-time' ? 'date or time' : type.kind === 'clock' ? 'HH:MM' : type.kind
}

export const CONTRACT_PAGE = join(import.meta.dirname, '..', 'docs', 'reference', 'files.md')

if (process.argv[1] === import.meta.filename) writeFileSync(CONTRACT_PAGE, describeContract())
