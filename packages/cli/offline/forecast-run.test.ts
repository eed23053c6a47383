import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const CLI = join(import.meta.dirname, '..', 'headwater.mjs')
const work = mkdtempSync(join(tmpdir(), 'headwater-forecast-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

test('one thread and three give the same bytes: each series and step in order, the mean inside its intervals', () => {
  const file = join(work, 'sales.csv')
  const names = Array.from({ length: 210 }, (_, i) => `item ${209 - i}`)
  const lines = names.flatMap((name, i) =>
    Array.from({ length: 12 }, (_, t) => `${name},2025-${String(t + 1).padStart(2, '0')},${((i + 3) * (t + 5)) % 17}`),
  )
  writeFileSync(file, `series,period,value\n${lines.join('\n')}\n`)
  const [one, three] = ['1', '3'].map((threads) => {
    const out = join(work, `${threads}.csv`)
    execFileSync(process.execPath, [CLI, 'forecast', 'run', file, '--horizon', '2', '--threads', threads, '--out', out])
    return readFileSync(out, 'utf8')
  })
  expect(three).toBe(one)
  const [header, ...rows] = one!.trim().split('\n')
  expect(header).toBe('series,step,mean,lo80,hi80,lo95,hi95')
  expect(rows.map((row) => row.split(',').slice(0, 2).join())).toEqual(
    names.flatMap((name) => [`${name},1`, `${name},2`]),
  )
  for (const row of rows) {
    const [mean, lo80, hi80, lo95, hi95] = row.split(',').slice(2).map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ]
    expect([lo95, lo80, mean, hi80, hi95].toSorted((a, b) => a - b)).toEqual([lo95, lo80, mean, hi80, hi95])
  }
})
