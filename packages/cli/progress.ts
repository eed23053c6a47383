import { printable, printableLines } from './printable.ts'

/** Seconds since the process that the user started began. */
export function secondsSinceStart(): number {
  return (Date.now() - Number(process.env.HEADWATER_STARTED ?? Date.now())) / 1000
}

/** Progress on stderr; what others wrote within it changes nothing of the terminal. */
export function say(text: string): void {
  process.stderr.write(`${printableLines(text)}\n`)
}

/** The summary: one line of JSON on stdout with --json, else plain `name value` pairs. */
export function summarise(asJson: boolean, summary: Readonly<Record<string, unknown>>): void {
  if (asJson) process.stdout.write(`${JSON.stringify(summary)}\n`)
  else
    for (const [name, value] of Object.entries(summary))
      process.stdout.write(`${`${name} `.padEnd(NAME_WIDTH)}${printable(String(value))}\n`)
}

/** A moment of the node to the second, as its lists have it. */
export const toTheSecond = (moment: string): string => moment.replace(/\.\d+Z$/, 'Z')

const NAME_WIDTH = 22
