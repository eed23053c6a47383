import { type Command, EXIT, InvalidInput, parseCommandLine, UsageError } from './command.ts'
import { COMMANDS } from './commands.ts'
import { printableLines } from './printable.ts'

/** Runs one command line; resolves with the exit code and throws nothing. */
export async function main(words: readonly string[]): Promise<number> {
  for (const output of [process.stdout, process.stderr]) output.on('error', endQuietly)
  if (words.length === 0 || words[0] === '--help' || words[0] === 'help') {
    process.stdout.write(helpText())
    return words.length === 0 ? EXIT.usage : EXIT.answer
  }
  const found = findCommand(words)
  if (!found) return unknownCommand(words)
  return runCommand(found.command, found.rest)
}

/** Who reads the output has seen enough, as head does. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit(EXIT.answer)
}

function findCommand(words: readonly string[]): { command: Command; rest: readonly string[] } | null {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    const command = COMMANDS.find((one) => one.name === name)
    if (command) return { command, rest: words.slice(length) }
  }
  return null
}

async function runCommand(command: Command, rest: readonly string[]): Promise<number> {
  if (rest.includes('--help')) {
    process.stdout.write(`${command.summary}\n\n  ${command.usage}\n`)
    return EXIT.answer
  }
  try {
    return await command.run(parseCommandLine(command, rest))
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`headwater: ${printableLines(error.message)}.\n  ${command.usage}\n`)
      return EXIT.usage
    }
    if (error instanceof InvalidInput) {
      process.stderr.write(`headwater: ${printableLines(error.message)}\n`)
      return EXIT.invalid
    }
    process.stderr.write(
      `headwater: this is a bug; please report it.\n${error instanceof Error ? error.stack : String(error)}\n`,
    )
    return EXIT.bug
  }
}

/** Tells the commands that begin with the same word; where none does, all are a help too long to read. */
function unknownCommand(words: readonly string[]): number {
  const near = linesOf(COMMANDS.filter((one) => one.name.startsWith(`${words[0]} `))).join('\n')
  if (near !== '' && words[1] === '--help') {
    process.stdout.write(`${near}\n`)
    return EXIT.answer
  }
  const help = near === '' ? '"headwater --help" lists every command.' : near
  process.stderr.write(`headwater: command (${words.slice(0, 2).join(' ')}) is not known.\n\n${help}\n`)
  return EXIT.usage
}

function linesOf(commands: readonly Command[]): readonly string[] {
  const width = Math.max(...commands.map((one) => one.name.length)) + 2
  return commands.map((one) => `  ${one.name.padEnd(width)}${one.summary}`)
}

function helpText(): string {
  const lines = linesOf(COMMANDS)
  return `headwater: from real sales to a plan, a schedule and promise dates\n\n${lines.join('\n')}\n\n"headwater COMMAND --help" shows the options of one.\n`
}
