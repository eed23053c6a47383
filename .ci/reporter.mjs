// A reporter of vitest for .ci/run. Beside the file that HEADWATER_TALLY names ("PASSED FAILED") it writes NAME.failed: each failed test with the
// first lines of its error, because who keeps only the end of a run must still learn which failed.
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'

const LINES = 12
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')

/** What is wrong, what was expected, and where in the project it was seen. */
function linesOf({ name, message, diff, stack }) {
  const own = (stack ?? '').split('\n').filter((line) => line.includes(process.cwd()) && !line.includes('node_modules'))
  const text = [`${name}: ${message}`, diff ?? '', ...own.slice(0, 3)].join('\n').replaceAll(COLOURS, '')
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.slice(0, LINES).map((line) => `  ${line.slice(0, 300)}`)
}

const told = (title, errors) => [`FAILED ${title}`, ...errors.flatMap(linesOf)]

/** The failed tests of a file, and the file itself if it could not be run as a whole. */
function failuresOf(module) {
  const file = relative(process.cwd(), module.moduleId)
  const tests = [...module.children.allTests('failed')]
  const whole = [module, ...module.children.allSuites()].filter((one) => one.errors().length > 0)
  return [
    ...whole.map((one) => told([file, one.fullName ?? 'the file'].join(' > '), one.errors())),
    ...tests.map((one) => told([file, one.fullName].join(' > '), one.result().errors)),
  ]
}

export default class {
  onTestRunEnd(modules, unhandled) {
    const passed = modules.reduce((sum, module) => sum + [...module.children.allTests('passed')].length, 0)
    const failures = [
      ...modules.flatMap(failuresOf),
      ...unhandled.map((error) => told('outside of any test, which fails the run', [error])),
    ]
    writeFileSync(process.env.HEADWATER_TALLY, `${passed} ${failures.length}\n`)
    writeFileSync(`${process.env.HEADWATER_TALLY}.failed`, failures.map((lines) => `${lines.join('\n')}\n`).join(''))
  }
}
