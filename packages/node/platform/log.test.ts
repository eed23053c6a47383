import { describe, expect, test } from 'vitest'
import { createLog, type LogLevel } from './log.ts'

function written(level: LogLevel, speak: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = []
  speak(createLog({ level, now: () => 0, write: (line) => lines.push(line) }))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('the log', () => {
  test('writes one line of JSON for an event at or above its level', () => {
    const lines = written('warn', (log) => {
      log.info('quiet')
      log.warn('two\nlines', { rows: 3n, at: new Date(1) })
    })
    expect(lines).toEqual([
      {
        time: '1970-01-01T00:00:00.000Z',
        level: 'warn',
        message: 'two\nlines',
        rows: '3',
        at: '1970-01-01T00:00:00.001Z',
      },
    ])
  })

  test('hides secrets wherever they stand', () => {
    const [line] = written('info', (log) =>
      log.info('at postgresql://ann:hunter2@host/db', {
        password: 'hunter2',
        nested: [{ apiKey: 'hunter2', session_token: 'hunter2', Cookie: 'hunter2' }],
        header: 'Bearer hunter2hunter2',
        error: new Error('no postgres://ann:hunter2@host', { cause: new Error('Basic hunter2hunter2') }),
        note: 'the word password is no secret',
      }),
    )
    expect(JSON.stringify(line)).not.toContain('hunter2')
    expect(line).toMatchObject({
      note: 'the word password is no secret',
      message: 'at postgresql://ann:[redacted]@host/db',
    })
  })

  test('comes to an end with an object that contains itself', () => {
    const ring: Record<string, unknown> = {}
    ring.ring = ring
    expect(written('info', (log) => log.info('ring', { ring }))).toHaveLength(1)
  })
})
