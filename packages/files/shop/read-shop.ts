import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import type { ShopInstance } from '@headwater/domain/shop/shop-instance'

/** Text formats of the published sets: flexible, with any precedence, plain job shop, with set-up matrices. */
export type ShopFormat = 'fjs' | 'fajsp' | 'jsp' | 'sdst'

/** More operations than this are a mistake in a number. */
const MOST_OPERATIONS = 2_000_000
const MOST_MACHINES = 1_000_000

interface Line {
  readonly number: number
  readonly values: readonly number[]
}

/** A refused line. */
class Wrong extends Error {}

/** Reads a shop; without a format it is told by the numbers of the file. Refused: the message names line, value and what should be. */
export function readShop(text: string, format: ShopFormat | null): Result<ShopInstance> {
  try {
    const lines = readLines(text)
    if (lines.length === 0) throw new Wrong('the file should not be empty')
    return succeed(READERS[format ?? guess(lines)](lines))
  } catch (error) {
    if (error instanceof Wrong) return fail('invalid', error.message)
    throw error
  }
}

function readLines(text: string): Line[] {
  return text.split('\n').flatMap((line, i) => {
    const words = line.trim().split(/\s+/)
    if (words[0] === '' || words[0]!.startsWith('#')) return []
    return [
      {
        number: i + 1,
        values: words.map((word) => {
          const value = Number(word)
          if (!Number.isFinite(value)) throw new Wrong(`line ${i + 1}: (${word}) should be a number`)
          return value
        }),
      },
    ]
  })
}

/** A job shop's line has pairs; a flexible one begins with its number of operations. */
function guess(lines: readonly Line[]): ShopFormat {
  const head = lines[0]!.values
  const [jobs = 0, second = 0, third = 0] = head
  if (
    head.length === 3 &&
    lines.length === 1 + second + jobs &&
    lines.slice(1, 1 + second).every((one) => one.values.length === 2)
  )
    return 'fajsp'
  const isFlexible = lines.length > jobs && lines.slice(1, 1 + jobs).every((one) => isOptionLine(one.values, second))
  if (head.length >= 2 && isFlexible) {
    const operations = lines.slice(1, 1 + jobs).reduce((sum, one) => sum + (one.values[0] ?? 0), 0)
    return lines.length === 1 + jobs + second * operations && operations > 0 && third >= 0 && lines.length > 1 + jobs
      ? 'sdst'
      : 'fjs'
  }
  return 'jsp'
}

/** Whether "number of operations, then per operation its options", with machines from 1, takes the whole line. */
function isOptionLine(values: readonly number[], machines: number): boolean {
  let at = 1
  for (let k = 0; k < (values[0] ?? 0); k++) {
    const options = values[at]
    if (options === undefined || options < 1) return false
    for (let m = 0; m < options; m++) {
      const machine = values[at + 1 + 2 * m] ?? 0
      if (machine < 1 || machine > machines) return false
    }
    at += 1 + 2 * options
  }
  return at === values.length
}

/** Grows an instance operation by operation. */
class Builder {
  readonly jobOf: number[] = []
  readonly numberOf: number[] = []
  readonly modeFrom: number[] = [0]
  readonly modeMachine: number[] = []
  readonly modeTime: number[] = []
  readonly #machines: number

  constructor(machines: number) {
    if (!Number.isInteger(machines) || machines < 1 || machines > MOST_MACHINES)
      throw new Wrong(`line 1: machines (${machines ?? 'nothing'}) should be a whole number from 1 to ${MOST_MACHINES}`)
    this.#machines = machines
  }

  mode(line: number, machine: number, time: number): void {
    if (!Number.isInteger(machine) || machine < 0 || machine >= this.#machines)
      throw new Wrong(`line ${line}: machine (${machine}) should be one of the ${this.#machines} machines`)
    if (!(time >= 0) || time > 1e9) throw new Wrong(`line ${line}: duration (${time}) should be from 0 to 1000000000`)
    this.modeMachine.push(machine)
    this.modeTime.push(time)
  }

  operation(job: number, number: number): void {
    this.jobOf.push(job)
    this.numberOf.push(number)
    this.modeFrom.push(this.modeMachine.length)
    if (this.jobOf.length > MOST_OPERATIONS)
      throw new Wrong(`operations (${this.jobOf.length}) should be at most ${MOST_OPERATIONS}`)
  }

  /** Each operation after the one before it in its job. */
  chains(setups: Float64Array | null = null): ShopInstance {
    const pairs = this.jobOf.flatMap((job, o) => (o > 0 && this.jobOf[o - 1] === job ? [[o - 1, o] as const] : []))
    return this.instance(pairs, setups)
  }

  instance(pairs: readonly (readonly [number, number])[], setups: Float64Array | null): ShopInstance {
    const n = this.jobOf.length
    if (n === 0) throw new Wrong('the file should have an operation')
    const predecessorFrom = new Int32Array(n + 1)
    for (const [, after] of pairs) predecessorFrom[after + 1]!++
    for (let o = 0; o < n; o++) predecessorFrom[o + 1]! += predecessorFrom[o]!
    const filled = predecessorFrom.slice()
    const predecessors = new Int32Array(pairs.length)
    for (const [before, after] of pairs) predecessors[filled[after]!++] = before
    return {
      machines: this.#machines,
      jobOf: Int32Array.from(this.jobOf),
      numberOf: Int32Array.from(this.numberOf),
      modeFrom: Int32Array.from(this.modeFrom),
      modeMachine: Int32Array.from(this.modeMachine),
      modeTime: Float64Array.from(this.modeTime),
      predecessorFrom,
      predecessors,
      setups,
    }
  }
}

function readJobs(lines: readonly Line[], builder: Builder): number {
  const jobs = lines[0]!.values[0]!
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > lines.length - 1)
    throw new Wrong(`line 1: jobs (${jobs}) should be a whole number from 1 to the ${lines.length - 1} lines below`)
  for (let j = 0; j < jobs; j++) {
    const { number, values } = lines[j + 1]!
    if (!Number.isInteger(values[0]) || values[0]! < 0)
      throw new Wrong(`line ${number}: operations (${values[0]}) should be a whole number`)
    let at = 1
    for (let k = 0; k < values[0]!; k++) {
      const options = values[at++]
      if (options === undefined || !Number.isInteger(options) || options < 1)
        throw new Wrong(`line ${number}: operation ${k} should have a number of options, not (${options ?? 'nothing'})`)
      for (let m = 0; m < options; m++) {
        if (at + 1 >= values.length)
          throw new Wrong(`line ${number}: ends inside operation ${k}; ${options} pairs should follow`)
        builder.mode(number, values[at]! - 1, values[at + 1]!)
        at += 2
      }
      builder.operation(j, k)
    }
    if (at !== values.length)
      throw new Wrong(`line ${number}: has ${values.length - at} numbers more than its ${values[0]} operations`)
  }
  return jobs
}

function readFlexible(lines: readonly Line[]): ShopInstance {
  const builder = new Builder(lines[0]!.values[1]!)
  const jobs = readJobs(lines, builder)
  if (lines.length > jobs + 1)
    throw new Wrong(`line ${lines[jobs + 1]!.number}: should not be there: all ${jobs} jobs are read`)
  return builder.chains()
}

function readSetups(lines: readonly Line[]): ShopInstance {
  const machines = lines[0]!.values[1]!
  const builder = new Builder(machines)
  const jobs = readJobs(lines, builder)
  const n = builder.jobOf.length
  const rows = lines.slice(jobs + 1)
  if (rows.length !== machines * n)
    throw new Wrong(`set-up rows (${rows.length}) should be ${machines} machines × ${n} operations = ${machines * n}`)
  const setups = new Float64Array(machines * n * n)
  for (const [r, { number, values }] of rows.entries()) {
    if (values.length !== n) throw new Wrong(`line ${number}: set-ups (${values.length}) should be ${n}`)
    if (values.some((value) => value < 0)) throw new Wrong(`line ${number}: a set-up should not be below 0`)
    setups.set(values, r * n)
  }
  return builder.chains(setups)
}

function readPlain(lines: readonly Line[]): ShopInstance {
  const [jobs, machines] = lines[0]!.values as [number, number]
  const builder = new Builder(machines)
  if (lines.length !== jobs + 1)
    throw new Wrong(`line 1: jobs (${jobs}) should be the number of lines below (${lines.length - 1})`)
  for (let j = 0; j < jobs; j++) {
    const { number, values } = lines[j + 1]!
    const end = values.at(-1) === -1 && values.at(-2) === -1 ? values.length - 2 : values.length
    if (end % 2 !== 0)
      throw new Wrong(`line ${number}: should have pairs of machine and duration, but has ${end} numbers`)
    for (let k = 0; k < end / 2; k++) {
      builder.mode(number, values[2 * k]!, values[2 * k + 1]!)
      builder.operation(j, k)
    }
  }
  return builder.chains()
}

function readPrecedence(lines: readonly Line[]): ShopInstance {
  const [operations, arcs, machines] = lines[0]!.values as [number, number, number]
  if (lines.length !== 1 + arcs + operations)
    throw new Wrong(
      `line 1: ${arcs} precedences and ${operations} operations should be ${arcs + operations} lines, not ${lines.length - 1}`,
    )
  const builder = new Builder(machines)
  for (let o = 0; o < operations; o++) {
    const { number, values } = lines[1 + arcs + o]!
    if (values.length !== 1 + 2 * values[0]! || values[0]! < 1)
      throw new Wrong(`line ${number}: (${values[0]}) options should be followed by as many pairs`)
    for (let m = 0; m < values[0]!; m++) builder.mode(number, values[1 + 2 * m]!, values[2 + 2 * m]!)
    builder.operation(0, o)
  }
  const pairs = lines.slice(1, 1 + arcs).map(({ number, values }) => {
    const [before, after] = values as [number, number]
    for (const one of [before, after])
      if (!Number.isInteger(one) || one < 0 || one >= operations)
        throw new Wrong(`line ${number}: operation (${one}) should be from 0 to ${operations - 1}`)
    return [before, after] as const
  })
  return builder.instance(pairs, null)
}

const READERS: Readonly<Record<ShopFormat, (lines: readonly Line[]) => ShopInstance>> = {
  fjs: readFlexible,
  fajsp: readPrecedence,
  jsp: readPlain,
  sdst: readSetups,
}
