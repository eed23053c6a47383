import { resolve } from 'node:path'
import { type Command, UsageError } from '../command.ts'
import { runProgram } from './run-program.ts'

const START_OPTIONS = ['sales', 'items', 'pack', 'port', 'host', 'public-url', 'trusted-proxy'] as const

/** Makes the company of a node without serving it. */
export const init: Command = {
  name: 'init',
  usage:
    'headwater init [--demo | --sales FILE [--items FILE]] [--json]\n' +
    '    --demo   the generated demo company; without an option the company is empty, to be filled by import\n' +
    '    --sales  begin with your own sales',
  summary: 'make the company and its first owner in the data folder, and print the login; serves nothing',
  options: ['sales', 'items'],
  flags: ['demo', 'json'],
  positionals: [0, 0],
  run: ({ options: { sales, items }, flags }) => {
    if (flags.has('demo') && sales !== undefined) throw new UsageError('--demo should not come with --sales')
    if (items !== undefined && sales === undefined) throw new UsageError('--items should come with --sales FILE')
    const words = sales === undefined ? [flags.has('demo') ? '--demo' : '--empty'] : ['--sales', resolve(sales)]
    return runProgram('init', [...words, ...(items === undefined ? [] : ['--items', resolve(items)])])
  },
}

/** The node itself, as npm start runs it. */
export const start: Command = {
  name: 'start',
  usage:
    'headwater start [--sales FILE [--items FILE]] [--pack NAME] [--port N] [--host NAME] [--empty]\n' +
    '    [--public-url https://NAME [--trusted-proxy ADDRESS,…]]   behind a proxy that ends TLS',
  summary: 'start a node; npm start does the same and installs what is missing',
  options: START_OPTIONS,
  flags: ['empty'],
  positionals: [0, 0],
  run: ({ options, flags }) =>
    runProgram('main', [
      ...START_OPTIONS.flatMap((name) => (options[name] === undefined ? [] : [`--${name}`, options[name]])),
      ...(flags.has('empty') ? ['--empty'] : []),
    ]),
}

export const worker: Command = {
  name: 'worker',
  usage: 'headwater worker [--json]',
  summary: 'do background work for the node of DATABASE_URL or of this machine, until stopped',
  options: [],
  flags: ['json'],
  positionals: [0, 0],
  run: ({ flags }) => runProgram('worker', flags.has('json') ? ['--json'] : []),
}

export const backup: Command = {
  name: 'backup',
  usage: 'headwater backup FILE [--json]',
  summary: 'every table, as of one moment, into one file; the node may go on',
  options: [],
  flags: ['json'],
  positionals: [1, 1],
  run: ({ positionals }) => runProgram('keep', ['backup', resolve(positionals[0]!)]),
}

export const verifyBackup: Command = {
  name: 'backup verify',
  usage: 'headwater backup verify FILE [--json]',
  summary: 'prove a backup: restore it into a database made for this alone, compare every table, and drop that',
  options: [],
  flags: ['json'],
  positionals: [1, 1],
  run: ({ positionals }) => runProgram('keep', ['verify', resolve(positionals[0]!)]),
}

export const restore: Command = {
  name: 'restore',
  usage: 'headwater restore FILE [--json]',
  summary: 'a backup into an empty database; stop the node first',
  options: [],
  flags: ['json'],
  positionals: [1, 1],
  run: ({ positionals }) => runProgram('keep', ['restore', resolve(positionals[0]!)]),
}

export const password: Command = {
  name: 'password',
  usage: 'headwater password EMAIL [--json]',
  summary: 'give a person of this node a new password and end their sessions',
  options: [],
  flags: ['json'],
  positionals: [1, 1],
  run: ({ positionals }) => runProgram('password', [positionals[0]!]),
}
