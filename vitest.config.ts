import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.ts',
      'tools/**/*.test.ts',
      'schemas/**/*.test.ts',
      'benchmarks/**/*.test.ts',
      'fixtures/**/*.test.ts',
    ],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is polled for is waited for as long as an element of a screen: one second says how busy the machine is, not what is right.
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    maxWorkers: 2,
  },
})
