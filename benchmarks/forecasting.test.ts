import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { m3Rows } from './forecasting.ts'

const data = process.env.HEADWATER_TEST_DATA ?? join(import.meta.dirname, '..', '..', 'shared', 'data')

test.skipIf(!existsSync(join(data, 'm3', 'm3.csv')))(
  'forecasts beat NAIVE2 on a tenth of M3 as they should (needs the public set m3)',
  () => {
    const found = m3Rows(join(data, 'm3'), 10)
    const owa = found.find((one) => one.metric.startsWith('M3 OWA'))!
    expect(owa.value).toBeLessThanOrEqual(owa.must!)
    const coverage = found.find((one) => one.metric.includes('coverage'))!
    expect(Math.abs(coverage.value - 80)).toBeLessThan(5)
  },
)
