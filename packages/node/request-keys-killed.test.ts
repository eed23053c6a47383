import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from './platform/database.ts'
import { silentLog } from './platform/log.ts'
import { joinedUrl } from './platform/store.ts'
import { makeHome, type RunningNode, startNode } from './running-node.suite.ts'

let made: ReturnType<typeof makeHome>
let node: RunningNode | undefined
beforeAll(() => {
  made = makeHome()
})
afterAll(async () => {
  await node?.end()
  made.remove()
})

/** Where a request is held until its node is dead: before its transaction is committed, or while it is. */
const MOMENTS = {
  'before the commit': `create trigger held after insert on answered_request for each row execute function hold()`,
  'in the commit': `create constraint trigger held after insert on answered_request deferrable initially deferred for each row execute function hold()`,
}
/**
 * Held within the server, which the death of the node does not end: what it was told to commit it commits, once the lock that the test has
 * is free.
 */
const HOLD = `create function hold() returns trigger language plpgsql as $$ begin
  perform pg_advisory_xact_lock(7); return null; end $$`

test('a node killed between the effect and the answer applies the act once', async () => {
  node = await startNode(made.home, ['--empty'])
  const applied: boolean[] = []
  for (const [moment, trigger] of Object.entries(MOMENTS)) {
    const item = `K${moment.length}`
    const database = openDatabase({ url: joinedUrl({ home: made.home, databaseUrl: undefined })!, log: silentLog })
    await database.query({ text: HOLD })
    await database.query({ text: trigger })
    const key = randomUUID()
    const victim = node
    await database.transaction(async (transaction) => {
      await transaction.query({ text: 'select pg_advisory_xact_lock(7)' })
      const lost = addItem(victim, item, key).catch(() => 'lost')
      await isHeld(database)
      await victim.end('SIGKILL')
      expect(await lost).toBe('lost')
    })
    await database.close()
    node = await startNode(made.home, ['--empty'])
    await forgetHold()
    const answer = await addItem(node, item, key)
    expect(answer.status).toBe(200)
    expect(((await answer.json()) as { batch: number }).batch).toBeGreaterThan(0)
    applied.push(answer.headers.get('idempotency-replayed') === 'true')
    const { imports } = (await node.ask('GET', '/api/imports')).body as { imports: unknown[] }
    expect(imports).toHaveLength(applied.length)
  }
  expect(applied).toEqual([false, true])
}, 120_000)

const addItem = (running: RunningNode, item: string, key: string): Promise<Response> =>
  running.send('/api/record-edits', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ edits: [{ file: 'items', key: null, cells: { item } }] }),
  })

async function isHeld(database: Database): Promise<void> {
  for (;;) {
    const rows = await database.query({
      text: `select 1 from pg_stat_activity where wait_event = 'advisory' and datname = current_database()`,
    })
    if (rows.length > 0) return
    await wait(10)
  }
}

async function forgetHold(): Promise<void> {
  const database = openDatabase({ url: joinedUrl({ home: made.home, databaseUrl: undefined })!, log: silentLog })
  await database.query({ text: 'drop function hold cascade' })
  await database.close()
}
