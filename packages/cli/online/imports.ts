import type { Batches, UndoAnswer } from '../../../schemas/rest/records.ts'
import { type Command, EXIT, UsageError } from '../command.ts'
import { summarise } from '../progress.ts'
import { openNode } from './node-client.ts'

/** Puts everything back as before an import. */
export const undoImport: Command = {
  name: 'import undo',
  usage: 'headwater import undo NUMBER [--json]',
  summary: 'put everything back as before an import; refused where something later changed the same rows',
  options: [],
  flags: ['json'],
  positionals: [1, 1],
  run: async ({ positionals, flags }) => {
    const [number] = positionals as [string]
    if (!/^[1-9]\d{0,14}$/.test(number)) throw new UsageError(`import (${number}) should be a number of "import list"`)
    const node = await openNode()
    const { batch } = await node.ask<UndoAnswer>('POST', `/api/imports/${number}/undo`)
    summarise(flags.has('json'), { undone: Number(number), by: batch })
    return EXIT.answer
  },
}

export const listImports: Command = {
  name: 'import list',
  usage: 'headwater import list [--json]',
  summary: 'the newest imports of the node, which can be undone',
  options: [],
  flags: ['json'],
  positionals: [0, 0],
  run: async ({ flags }) => {
    const node = await openNode()
    const { imports } = await node.ask<Batches>('GET', '/api/imports')
    if (flags.has('json')) process.stdout.write(`${JSON.stringify(imports)}\n`)
    else
      for (const { id, at, by, files, undoneBy } of imports)
        process.stdout.write(
          `${String(id).padStart(6)}  ${at}  ${by}  ${files.join(', ')}${undoneBy === null ? '' : `  undone by ${undoneBy}`}\n`,
        )
    return EXIT.answer
  },
}
