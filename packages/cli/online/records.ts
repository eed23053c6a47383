import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ImportAnswer } from '../../../schemas/rest/records.ts'
import { readItemAttributes } from '@headwater/files/sales/read-item-attributes'
import { readSales } from '@headwater/files/sales/read-sales'
import { type Command, EXIT, InvalidInput, requiredOption, UsageError } from '../command.ts'
import { writeFolder } from '../offline/folder.ts'
import { say, summarise } from '../progress.ts'
import { openNode } from './node-client.ts'

const SHOWN = 20

/** Sends files to the node: what would change, or with --commit the change itself. */
export const importFiles: Command = {
  name: 'import',
  usage:
    'headwater import FILE… [--commit] [--partly] [--json]\n  headwater import --sales FILE [--items FILE] [--commit] [--json]',
  summary: 'import files of the contract into the node; without --commit only the differences are told',
  options: ['sales', 'items'],
  flags: ['commit', 'partly', 'json'],
  positionals: [0, 50],
  run: async ({ positionals, options, flags }) => {
    const files = options.sales === undefined ? positionals.map(contractFile) : salesFiles(options.sales, options.items)
    if (files.length === 0) throw new UsageError('a FILE or --sales FILE is missing')
    const node = await openNode()
    const query = `commit=${flags.has('commit')}&partly=${flags.has('partly')}`
    const answer = await node.ask<ImportAnswer>('POST', `/api/imports?${query}`, { files })
    for (const one of answer.warnings.slice(0, SHOWN)) say(`warning  ${one.message}`)
    for (const one of answer.errors.slice(0, SHOWN)) say(`error    ${one.message}`)
    if (answer.errors.length > SHOWN) say(`… and ${answer.errors.length - SHOWN} more`)
    if (flags.has('json')) process.stdout.write(`${JSON.stringify(answer)}\n`)
    else for (const one of answer.files) process.stdout.write(`${fileLine(one)}\n`)
    if (answer.errors.length > 0 && answer.batch === null) return EXIT.invalid
    if (!flags.has('json'))
      process.stdout.write(
        answer.batch === null ? 'Nothing is written yet: add --commit\n' : `Import ${answer.batch} is written\n`,
      )
    return EXIT.answer
  },
}

interface SentFile {
  readonly name: string
  readonly base64: string
}

const sent = (name: string, bytes: Uint8Array): SentFile => ({ name, base64: Buffer.from(bytes).toString('base64') })

const contractFile = (path: string): SentFile => sent(basename(path), readGiven(path))

/** Sales of any shape as files of the contract, with the items they name. */
function salesFiles(path: string, items: string | undefined): SentFile[] {
  const sales = readSales(readGiven(path), Math.floor(Date.now() / 86_400_000))
  if (!sales.ok) throw new InvalidInput(`${path}: ${sales.failure.message}`)
  for (const note of sales.value.notes) say(note)
  const list = readItemAttributes(items === undefined ? null : readGiven(items), sales.value.items)
  if (!list.ok) throw new InvalidInput(`${items}: ${list.failure.message}`)
  return [sent('items.csv', list.value), sent('sell_through.csv', sales.value.sellThrough)]
}

const fileLine = (one: ImportAnswer['files'][number]): string =>
  `${one.file.padEnd(24)}${one.rows} rows: ${one.added} new, ${one.changed} changed, ${one.unchanged} as they were, ${one.refused} refused`

function readGiven(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new UsageError(`file (${path}) cannot be read: ${(error as Error).message}`)
  }
}

/** Writes files of the contract as the node holds them. */
export const exportFiles: Command = {
  name: 'export',
  usage: 'headwater export FILE… --out DIR [--json]',
  summary: 'files of the contract from the node, as items.csv or items.xlsx',
  options: ['out'],
  flags: ['json'],
  positionals: [1, 50],
  run: async (line) => {
    const out = requiredOption(line, 'out')
    const node = await openNode()
    const files = new Map<string, Uint8Array>()
    for (const name of line.positionals) files.set(name, await node.bytes(`/api/files/${encodeURIComponent(name)}`))
    writeFolder(out, files)
    summarise(line.flags.has('json'), { files: [...files.keys()].map((name) => join(out, name)).join(' ') })
    return EXIT.answer
  },
}
