export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type LogFields = Readonly<Record<string, unknown>>

/** One line of JSON for each event. Fields named like a secret are replaced before they are written. */
export interface Log {
  readonly debug: (message: string, fields?: LogFields) => void
  readonly info: (message: string, fields?: LogFields) => void
  readonly warn: (message: string, fields?: LogFields) => void
  readonly error: (message: string, fields?: LogFields) => void
}

export interface LogOptions {
  readonly level: LogLevel
  /** Milliseconds since 1970 by the machine's clock. */
  readonly now: () => number
  readonly write?: (line: string) => void
}

const RANK: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 }
const SECRET = /pass(word|wd)?$|secret|token|cookie|authorization|api_?key|private_?key|session_?id/i
const CREDENTIALS_IN_URL = /([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi
const BEARER = /\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi
const HIDDEN = '[redacted]'
const DEEPEST = 6

/** Writes JSON lines to stderr: stdout belongs to the answers of commands. */
export function createLog(options: LogOptions): Log {
  const write = options.write ?? ((line: string) => process.stderr.write(line))
  const at = (level: LogLevel) => (message: string, fields?: LogFields) => {
    if (RANK[level] < RANK[options.level]) return
    const time = new Date(options.now()).toISOString()
    write(`${JSON.stringify({ time, level, message: redactText(message), ...(redact(fields ?? {}, 0) as object) })}\n`)
  }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** For libraries and tests that must not print. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** Hides passwords inside addresses and authorisation headers quoted in a text. */
export const redactText = (text: string): string =>
  text.replace(CREDENTIALS_IN_URL, `$1:${HIDDEN}@`).replace(BEARER, `$1 ${HIDDEN}`)

function redact(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEEPEST) return '[deeper]'
  if (value instanceof Error) return describe(value, depth)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map((one) => redact(one, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, SECRET.test(key) ? HIDDEN : redact(one, depth + 1)]),
  )
}

function describe(error: Error, depth: number): object {
  const code = 'code' in error ? { code: error.code } : {}
  const cause = error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }
  return {
    name: error.name,
    message: redactText(error.message),
    ...code,
    stack: redactText(error.stack ?? ''),
    ...cause,
  }
}
