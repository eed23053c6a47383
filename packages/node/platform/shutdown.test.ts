import { createServer } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { listenFailure } from './listen-failure.ts'
import { silentLog } from './log.ts'
import { stopOnSignal } from './shutdown.ts'

afterEach(() => {
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal)
  vi.useRealTimers()
})

const step = (name: string, made: string[], fails = false) => ({
  name,
  end: async () => {
    made.push(name)
    if (fails) throw new Error(name)
  },
})

test('a stop ends the parts in order, once, however often it is asked for', async () => {
  const made: string[] = []
  const codes: number[] = []
  const stop = stopOnSignal([step('doors', made), step('database', made)], silentLog, (code) => codes.push(code))
  await Promise.all([stop(), stop()])
  process.emit('SIGTERM')
  expect(made).toEqual(['doors', 'database'])
  expect(codes).toEqual([0])
})

test('a part that fails to stop does not keep the others, and shows in the exit code', async () => {
  const made: string[] = []
  const codes: number[] = []
  await stopOnSignal([step('doors', made, true), step('database', made)], silentLog, (code) => codes.push(code))()
  expect(made).toEqual(['doors', 'database'])
  expect(codes).toEqual([1])
})

test('a part that never stops is left behind before five seconds are over', async () => {
  vi.useFakeTimers()
  const codes: number[] = []
  const stopped = stopOnSignal([{ name: 'deaf', end: () => new Promise(() => {}) }], silentLog, (code) =>
    codes.push(code),
  )()
  await vi.advanceTimersByTimeAsync(4_900)
  await stopped
  expect(codes).toEqual([1])
})

test('a taken port is named with what to do', async () => {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const error = await new Promise((done) => createServer().on('error', done).listen(port, '127.0.0.1'))
  expect(listenFailure(error, { host: 'localhost', port })).toContain(`--port ${port + 1}`)
  expect(listenFailure(new Error('another'), { host: 'localhost', port })).toBeUndefined()
  server.close()
})
