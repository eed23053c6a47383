import { closeSync, mkdirSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { decodeText } from '@headwater/files/read/decode-text'
import { findSeparator } from '@headwater/files/read/find-separator'
import { readItemAttributes } from '@headwater/files/sales/read-item-attributes'
import { readSales } from '@headwater/files/sales/read-sales'
import { MOST_BYTES } from '@headwater/files/workbook/open-workbooks'
import type { Accepted } from '../../../schemas/rest/planning.ts'
import type { ImportAnswer } from '../../../schemas/rest/records.ts'
import { type Command, type CommandLine, EXIT, InvalidInput, UsageError } from '../command.ts'
import { say } from '../progress.ts'
import { followTask } from './follow-task.ts'
import { type NodeClient, openNode } from './node-client.ts'

const SHOWN = 20

/** Sends files to the node: what would change, or with --commit the change itself. */
export const importFiles: Command = {
  name: 'import',
  usage:
    'headwater import FILE… [--commit] [--partly] [--replace] [--map FILE:HEADER=COLUMN,…]\n' +
    '    [--sheet NAME] [--header-row N] [--refused DIR] [--json]\n' +
    '  headwater import --sales FILE [--items FILE] [--commit] [--json]\n' +
    '    --commit   write; without it only the differences are told\n' +
    '    --partly   good rows go in although others are refused\n' +
    '    --replace  rows that a file does not have are taken away (not of sell_through)\n' +
    '    --map      how the file calls a column, kept for the next time: items:SKU=item,Title=name\n' +
    '    --sheet       of a workbook, where it is not the first\n' +
    '    --header-row  row of the header, where it is not found by itself below titles\n' +
    '    --refused  write refused rows with their reasons here; corrected, they can be imported as they are',
  summary: 'import files of the contract into the node; without --commit only the differences are told',
  options: ['sales', 'items', 'map', 'sheet', 'header-row', 'refused'],
  flags: ['commit', 'partly', 'replace', 'json'],
  positionals: [0, 50],
  run: async (line) => {
    const { positionals, options, flags } = line
    const mapping = mappingOf(options.map)
    const reading = readingOf(options)
    const files = options.sales === undefined ? positionals.map(contractFile) : salesFiles(options.sales, options.items)
    if (files.length === 0) throw new UsageError('a FILE or --sales FILE is missing')
    const node = await openNode()
    const sent = []
    for (const { name, content } of files) {
      say(`sending ${name}`)
      sent.push({ name, upload: await node.upload(name, content), ...separatorOf(content), ...reading })
    }
    const query = ['commit', 'partly', 'replace'].map((flag) => `${flag}=${flags.has(flag)}`).join('&')
    const { task } = await node.ask<Accepted>('POST', `/api/import-tasks?${query}`, { files: sent, mapping })
    const answer = await followTask<ImportAnswer>(node, task)
    if (options.refused !== undefined) await keepRefused(node, answer, options.refused)
    return report(answer, line)
  },
}

function report(answer: ImportAnswer, { flags }: CommandLine): number {
  for (const one of answer.warnings.slice(0, SHOWN)) say(`warning  ${one.message}`)
  for (const one of answer.errors.slice(0, SHOWN)) say(`error    ${one.message}`)
  if (answer.errorCount > SHOWN)
    say(`… and ${answer.errorCount - SHOWN} more; --refused DIR writes the rows with their reasons`)
  if (flags.has('json')) process.stdout.write(`${JSON.stringify(answer)}\n`)
  else for (const one of answer.files) process.stdout.write(`${fileLine(one)}\n`)
  if (answer.errorCount > 0 && answer.batch === null) return EXIT.invalid
  if (!flags.has('json'))
    process.stdout.write(
      answer.batch === null
        ? 'Nothing is written yet: add --commit\n'
        : `Import ${answer.batch} is written; headwater import undo ${answer.batch} puts everything back\n`,
    )
  return EXIT.answer
}

const fileLine = (one: ImportAnswer['files'][number]): string =>
  `${one.file.padEnd(24)}${one.rows} rows: ${one.added} new, ${one.changed} changed, ${one.unchanged} as they were, ` +
  `${one.removed > 0 ? `${one.removed} taken away, ` : ''}${one.refused} refused`

async function keepRefused(node: NodeClient, { refused }: ImportAnswer, folder: string): Promise<void> {
  if (refused.length === 0) return
  mkdirSync(folder, { recursive: true })
  for (const { file, upload } of refused) {
    const path = join(folder, file)
    writeFileSync(path, await node.bytes(`/api/uploads/${upload}`))
    say(`refused rows with their reasons are in ${path}`)
  }
}

/** `items:SKU=item,Title=name` → file → header → column. */
function mappingOf(text: string | undefined): Record<string, Record<string, string>> {
  if (text === undefined) return {}
  const [file, pairs] = text.split(/:(.*)/s)
  const mapped = (pairs ?? '').split(',').map((pair) => pair.split(/=(.*)/s))
  if (!file || mapped.some(([header, column]) => !header || column === undefined))
    throw new UsageError(`--map (${text}) should be as items:SKU=item,Title=name`)
  return { [file]: Object.fromEntries(mapped.map(([header, column]) => [header!, column!])) }
}

/** How the files are to be read, where that is not plain. */
function readingOf({ sheet, 'header-row': row }: CommandLine['options']): { sheet?: string; headerRow?: number } {
  const headerRow = Number(row ?? 1)
  if (!Number.isInteger(headerRow) || headerRow < 1) throw new UsageError(`--header-row (${row}) should be a row, as 3`)
  return { ...(sheet === undefined ? {} : { sheet }), ...(row === undefined ? {} : { headerRow }) }
}

/** Enough of a text to see what divides its cells. */
const LOOKED_AT = 65_536

/** Semicolons and tabs are what spreadsheets write in other countries; commas need no word. */
function separatorOf(content: FileToSend['content']): { separator?: ';' | '\t' } {
  if (typeof content !== 'string' || !/\.csv$/i.test(content)) return {}
  const bytes = new Uint8Array(LOOKED_AT)
  const file = openSync(content, 'r')
  const length = readSync(file, bytes)
  closeSync(file)
  // A character of several bytes may be cut: only whole lines are read.
  const whole = length < LOOKED_AT ? length : bytes.lastIndexOf(10) + 1
  const separator = findSeparator(decodeText(bytes.subarray(0, whole)) ?? '')
  return separator === ',' ? {} : { separator }
}

interface FileToSend {
  readonly name: string
  /** A path, or bytes. */
  readonly content: string | Uint8Array
}

const tooLarge = (path: string, bytes: number): string =>
  `file (${path}, ${Math.ceil(bytes / 2 ** 20)} MB) should have at most ${MOST_BYTES / 2 ** 20} MB. Split it`

function contractFile(path: string): FileToSend {
  try {
    const facts = statSync(path)
    if (!facts.isFile()) throw new Error('it is not a file')
    if (facts.size > MOST_BYTES) throw new InvalidInput(tooLarge(path, facts.size))
  } catch (error) {
    if (error instanceof InvalidInput) throw error
    throw new UsageError(`file (${path}) cannot be read: ${(error as Error).message}`)
  }
  return { name: basename(path), content: path }
}

/** Sales of any shape as files of the contract, with the items they name. */
function salesFiles(path: string, items: string | undefined): FileToSend[] {
  const sales = readSales(readGiven(path), Math.floor(Date.now() / 86_400_000))
  if (!sales.ok) throw new InvalidInput(`${path}: ${sales.failure.message}`)
  for (const note of sales.value.notes) say(note)
  const list = readItemAttributes(items === undefined ? null : readGiven(items), sales.value.items)
  if (!list.ok) throw new InvalidInput(`${items}: ${list.failure.message}`)
  return [
    { name: 'items.csv', content: list.value },
    { name: 'sell_through.csv', content: sales.value.sellThrough },
  ]
}

function readGiven(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new UsageError(`file (${path}) cannot be read: ${(error as Error).message}`)
  }
}
