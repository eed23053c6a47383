import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { checkArrows } from './checks/arrows.ts'
import { checkFormat } from './checks/biome.ts'
import type { Check, CheckOutcome } from './checks/check-outcome.ts'
import { checkDocs } from './checks/docs.ts'
import { checkLint } from './checks/lint.ts'
import { checkPurity } from './checks/purity.ts'
import { checkSizes } from './checks/sizes.ts'
import { checkTypes } from './checks/types.ts'
import { checkUnused } from './checks/unused.ts'
import { checkWords } from './checks/words.ts'

const CHECKS: Readonly<Record<string, Check>> = {
  types: checkTypes,
  format: checkFormat,
  lint: checkLint,
  arrows: checkArrows,
  purity: checkPurity,
  unused: checkUnused,
  sizes: checkSizes,
  words: checkWords,
  docs: checkDocs,
}

const USAGE = `check [--only NAME]...   NAME: ${Object.keys(CHECKS).join(', ')}`

/** Runs the checks one after the other and lists everything they find. Exit 0: all stand; 1: something was found; 64: wrong command line. */
async function main(args: readonly string[]): Promise<number> {
  const names = chosenNames(args)
  if (names === undefined) {
    process.stderr.write(`${USAGE}\n`)
    return 64
  }
  let found = 0
  for (const name of names) {
    const started = performance.now()
    const outcome = await runCheck(name)
    found += outcome.findings.length
    process.stdout.write(reportOf(name, outcome, (performance.now() - started) / 1000))
  }
  if (found > 0) process.stdout.write(`${found} ${found === 1 ? 'finding' : 'findings'}\n`)
  return found === 0 ? 0 : 1
}

function chosenNames(args: readonly string[]): readonly string[] | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: { only: { type: 'string', multiple: true } } })
    const only = values.only ?? Object.keys(CHECKS)
    return only.every((name) => name in CHECKS) ? only : undefined
  } catch {
    return undefined
  }
}

/** A check that breaks has found something too, and does not keep the others from running. */
async function runCheck(name: string): Promise<CheckOutcome> {
  try {
    const outcome = await CHECKS[name]!(fileURLToPath(new URL('..', import.meta.url)))
    return outcome.read > 0 ? outcome : { ...outcome, findings: [...outcome.findings, `${name} read nothing`] }
  } catch (error) {
    return {
      read: 0,
      findings: [`${name} could not run: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
    }
  }
}

function reportOf(name: string, { read, findings }: CheckOutcome, seconds: number): string {
  const mark = findings.length === 0 ? 'ok  ' : 'FAIL'
  const head = `${mark}  ${name.padEnd(7)} ${seconds.toFixed(1).padStart(5)} s  ${String(read).padStart(5)} files read`
  return [head, ...findings.map((finding) => `      ${finding}`), ''].join('\n')
}

process.exitCode = await main(process.argv.slice(2))
