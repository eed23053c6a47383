import { type Day, parseDay } from '@headwater/domain/measures/day'

/** Exit codes of every command (the public contract): an answer, a bug, invalid input, a wrong command line. */
export const EXIT = { answer: 0, bug: 1, invalid: 2, usage: 64 } as const

/** A wrong command line: the message says what and the usage line says what would be right. */
export class UsageError extends Error {}

/** Input that was refused; the message names file, line, what it is and what it should be. */
export class InvalidInput extends Error {}

export interface Command {
  /** Words that call it, e.g. `plan run`. */
  readonly name: string
  readonly usage: string
  readonly summary: string
  /** Options with a value, without the dashes. */
  readonly options: readonly string[]
  /** Options without a value. */
  readonly flags: readonly string[]
  /** Fewest and most positional arguments. */
  readonly positionals: readonly [number, number]
  /** Resolves with the exit code. */
  readonly run: (line: CommandLine) => Promise<number>
}

export interface CommandLine {
  readonly positionals: readonly string[]
  readonly options: Readonly<Record<string, string>>
  readonly flags: ReadonlySet<string>
}

/** Splits words into positionals, `--option value` or `--option=value`, and flags; throws UsageError on anything else. */
export function parseCommandLine(command: Command, words: readonly string[]): CommandLine {
  const positionals: string[] = []
  const options: Record<string, string> = {}
  const flags = new Set<string>()
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (!word.startsWith('--')) {
      positionals.push(word)
      continue
    }
    const [name, inline] = splitOption(word)
    if (command.flags.includes(name) && inline === null) flags.add(name)
    else if (command.options.includes(name)) {
      const value = inline ?? words[++i]
      if (value === undefined) throw new UsageError(`--${name} should be followed by a value`)
      if (name in options) throw new UsageError(`--${name} should be given once`)
      options[name] = value
    } else throw new UsageError(`option (${word}) is not known to "headwater ${command.name}"`)
  }
  const [fewest, most] = command.positionals
  if (positionals.length < fewest)
    throw new UsageError(
      `"headwater ${command.name}" should have ${fewest === 1 ? 'an argument' : `${fewest} arguments`}`,
    )
  if (positionals.length > most) throw new UsageError(`argument (${positionals[most]}) is one too many`)
  return { positionals, options, flags }
}

function splitOption(word: string): [string, string | null] {
  const at = word.indexOf('=')
  return at < 0 ? [word.slice(2), null] : [word.slice(2, at), word.slice(at + 1)]
}

/** A whole number option within bounds, or its default. */
export function wholeOption(
  line: CommandLine,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number {
  const text = line.options[name]
  if (text === undefined) return otherwise
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new UsageError(`--${name} (${text}) should be a whole number from ${least} to ${most}`)
  return value
}

/** A number of seconds > 0, or its default. */
export function secondsOption(line: CommandLine, name: string, otherwise: number): number {
  const text = line.options[name]
  if (text === undefined) return otherwise
  const value = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || value <= 0 || value > 86_400)
    throw new UsageError(`--${name} (${text}) should be a number of seconds above 0, at most 86400`)
  return value
}

/** A date, or null where the option is not given. */
export function dayOption(line: CommandLine, name: string): Day | null {
  const text = line.options[name]
  const day = text === undefined ? null : parseDay(text)
  if (text !== undefined && day === null)
    throw new UsageError(`--${name} (${text}) should be a date that exists, as 2026-03-02`)
  return day
}

export function requiredOption(line: CommandLine, name: string): string {
  const value = line.options[name]
  if (value === undefined) throw new UsageError(`--${name} is missing`)
  return value
}

export function choiceOption<T extends string>(line: CommandLine, name: string, choices: readonly T[]): T | null {
  const value = line.options[name]
  if (value === undefined) return null
  if (!(choices as readonly string[]).includes(value))
    throw new UsageError(`--${name} (${value}) should be one of ${choices.join(', ')}`)
  return value as T
}
