import { join } from 'node:path'
import { type Command, EXIT, requiredOption } from '../command.ts'
import { writeFolder } from '../offline/folder.ts'
import { summarise } from '../progress.ts'
import { openNode } from './node-client.ts'

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
