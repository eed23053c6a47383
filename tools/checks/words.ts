import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckOutcome } from './check-outcome.ts'
import { isTest, trackedFiles } from './tracked-files.ts'

/** The patterns are put together from parts so that this file does not hold what it looks for. */
const MACHINE_PATH = new RegExp(
  String.raw`(?<![\w.~/*\]})-])/(?:${['work', 'root', 'home/[a-z]\\w*', 'Users/\\w+'].join('|')})/[\w.]`,
)
const TEMPORARY_PATH = new RegExp(String.raw`(?<![\w./-])/${'tmp'}/[\w.-]`)
const REGISTRY_HOST = new RegExp(
  [
    String.raw`registry\.[a-z0-9-]+\.[a-z]{2,}`,
    String.raw`npm${'mirror'}\.com`,
    'arti' + 'factory',
    String.raw`"resolved":\s*"https?:`,
  ].join('|'),
  'i',
)
const HALF_WIDTH = /\p{Script=Han}[,:;](?!\/\/)|[,:;]\p{Script=Han}/u

const BINARY = /\.(png|jpe?g|gif|ico|woff2?|ttf|otf|xlsx|pdf|wasm|gz|zip)$/i
/** Prose and labels; in tables of data a half-width comma is the separator. */
const PROSE = /\.(md|html|po|tsx?)$/

interface Rule {
  readonly pattern: RegExp
  readonly message: string
  readonly holdsFor: (file: string) => boolean
}

const everywhere = () => true
const RULES: readonly Rule[] = [
  { pattern: MACHINE_PATH, message: "a path of somebody's machine", holdsFor: everywhere },
  {
    pattern: TEMPORARY_PATH,
    message: 'a path in a temporary folder: ask the system for the folder',
    holdsFor: everywhere,
  },
  { pattern: REGISTRY_HOST, message: "a package registry's address: npm knows where to fetch", holdsFor: everywhere },
  {
    pattern: HALF_WIDTH,
    message: 'half-width punctuation beside Chinese: should be ，：；',
    holdsFor: (file) => PROSE.test(file) && !isTest(file),
  },
]

/** Every text file of the work tree, the lock file too: no machine, no registry, Chinese with its own punctuation. */
export function checkWords(root: string): CheckOutcome {
  const files = trackedFiles(root).filter((file) => !BINARY.test(file))
  const findings = files.flatMap((file) => wordFindings(file, readFileSync(join(root, file), 'utf8')))
  return { read: files.length, findings }
}

function wordFindings(file: string, text: string): string[] {
  const rules = RULES.filter((rule) => rule.holdsFor(file) && rule.pattern.test(text))
  if (rules.length === 0) return []
  return text.split('\n').flatMap((line, index) =>
    rules.flatMap(({ pattern, message }) => {
      const found = pattern.exec(line)
      return found ? [`${file}:${index + 1}: ${message} (${found[0]})`] : []
    }),
  )
}
