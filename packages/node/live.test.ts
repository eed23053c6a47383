import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doors, openDoors } from './doors.suite.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

/** A reader as a browser is one; `until` resolves with everything heard once it has the text. */
async function listen(headers: Record<string, string>) {
  const stop = new AbortController()
  const response = await fetch(`${doors.address}/api/live`, { headers, signal: stop.signal })
  const reader = response.body!.getReader()
  const decoder = new TextDecoder()
  let heard = ''
  return {
    until: async (text: string): Promise<string> => {
      while (!heard.includes(text)) heard += decoder.decode((await reader.read()).value)
      return heard
    },
    stop: () => stop.abort(),
  }
}

const tell = (topic: string) =>
  doors.database.transaction((transaction) =>
    transaction.query({ text: `select pg_notify('headwater_live', $1)`, values: [topic] }),
  )
const lastId = (heard: string): string => [...heard.matchAll(/^id: (\S+)$/gm)].at(-1)![1]!

test('readers hear what changed when it is committed, each by its topic alone', async () => {
  const headers = await doors.token('viewer')
  const readers = await Promise.all(Array.from({ length: 40 }, () => listen(headers)))
  await tell('plan')
  for (const reader of readers) expect(await reader.until('event: plan\n')).toContain('event: plan\ndata: {}\n\n')
  for (const reader of readers) reader.stop()
})

test('a reader that comes back gets what it missed, once', async () => {
  const headers = await doors.token('viewer')
  const first = await listen(headers)
  await tell('one')
  const id = lastId(await first.until('event: one\n'))
  first.stop()
  const other = await listen(headers)
  await tell('two')
  await tell('three')
  await other.until('event: three\n')
  const again = await listen({ ...headers, 'last-event-id': id })
  const heard = await again.until('event: three\n')
  expect([...heard.matchAll(/^event: (\w+)$/gm)].map((one) => one[1])).toEqual(['two', 'three'])
  for (const reader of [other, again]) reader.stop()
})

test('a reader whose last event nobody knows is told that it missed something', async () => {
  for (const id of ['elsewhere.7', 'x', '0000.-1']) {
    const reader = await listen({ ...(await doors.token('viewer')), 'last-event-id': id })
    expect(await reader.until('event: missed\n')).toContain('event: missed\ndata: {}\n\n')
    reader.stop()
  }
})
