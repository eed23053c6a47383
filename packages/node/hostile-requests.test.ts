import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Call, type Doors, OWN, openDoors } from './doors.suite.ts'

let doors: Doors
let planner: Record<string, string>
beforeAll(async () => {
  doors = await openDoors()
  planner = await doors.token('planner')
})
afterAll(() => doors.close())

const JSON_TYPE = { 'content-type': 'application/json' }
const cursorOf = (...cells: string[]): string => Buffer.from(JSON.stringify(cells)).toString('base64url')
const promise = (change: object): Call => ({
  method: 'POST',
  body: { item: 'A', quantity: '1', wanted: '2026-03-02', ...change },
})

describe('every refusal is a problem that says what to do', () => {
  const cases: [string, string, Call, number, string][] = [
    ['nothing there', '/api/nothing', {}, 404, 'GET /api/nothing'],
    ['a wrong method', '/api/today', { method: 'PUT' }, 405, 'PUT /api/today should be one of GET'],
    ['no JSON', '/api/promises', { method: 'POST', body: '{"a":', headers: JSON_TYPE }, 400, 'JSON'],
    [
      'another type',
      '/api/promises',
      { method: 'POST', body: '<a/>', headers: { 'content-type': 'text/xml' } },
      415,
      'json',
    ],
    ['a value', '/api/promises', promise({ wanted: '2026-02-30' }), 400, 'wanted (2026-02-30) should be a date'],
    ['a name', '/api/promises', promise({ more: 1 }), 400, 'more is not known here'],
    ['a type', '/api/promises', { method: 'POST', body: [] }, 400, 'body should be object'],
    ['what is missing', '/api/promises', { method: 'POST', body: { item: 'A' } }, 400, 'should have quantity, wanted'],
    [
      'a query',
      '/api/imports?comit=true',
      { method: 'POST', body: { files: [{ name: 'items.csv', base64: '' }] } },
      400,
      'comit is not known',
    ],
    ['a path', '/api/tasks/1', {}, 400, 'id (1) should be an id'],
    [
      'a file without its ending',
      '/api/files/items',
      {},
      400,
      'file (items) should be a file of the contract, as items.csv',
    ],
    ['a quantity', '/api/promises', promise({ quantity: '1,5' }), 400, 'quantity (1,5) should be a number with'],
    ['a broken path', '/api/tasks/%zz', {}, 400, '%zz'],
    ['a large body', '/api/promises', promise({ customer: 'x'.repeat(1_100_000) }), 413, 'larger'],
    ['a day that is not', '/api/order-lines?filter=requested:2026-02-31', {}, 400, 'requested:2026-02-31'],
    ['a range that is not', '/api/order-lines?filter=requested:2026-02-30..2026-03-01', {}, 400, '2026-02-30'],
    ['a month that is not', '/api/scheduled-operations?filter=start:2026-99-01..', {}, 400, 'start:2026-99-01'],
    ['an hour that is not', '/api/scheduled-operations?filter=start:2026-01-01T25:00Z..', {}, 400, 'T25:00Z'],
    ['a hidden zero', '/api/order-lines?filter=order:~A%2500', {}, 400, 'filter'],
    [
      'a day in a cursor',
      `/api/order-lines?sort=requested&cursor=${cursorOf('2026-02-31', 'A', '1')}`,
      {},
      400,
      'cursor',
    ],
    ['a word in a cursor', `/api/order-lines?sort=quantity&cursor=${cursorOf('many', 'A', '1')}`, {}, 400, 'cursor'],
    ['a zero in a cursor', `/api/order-lines?sort=order&cursor=${cursorOf('A\0', 'A', '1')}`, {}, 400, 'cursor'],
    ['a zero in a body', '/api/promises', promise({ item: 'A\0' }), 400, 'item should have no zero character'],
    ['a zero in a path', '/api/order-lines/A%00/1/why', {}, 400, 'order should have no zero character'],
    [
      'a prototype',
      '/api/promises',
      { method: 'POST', body: '{"__proto__":{"role":"owner"}}', headers: JSON_TYPE },
      400,
      '',
    ],
    ['SQL', "/api/order-lines/x'; drop table record; --/1/why", {}, 404, 'drop table'],
    ['a file outside', '/api/files/..%2f..%2fpackage.json', {}, 400, 'file'],
    ['a number that is none', '/api/imports/9007199254740991/undo', { method: 'POST' }, 404, 'should exist'],
    [
      'no base64',
      '/api/imports',
      { method: 'POST', body: { files: [{ name: 'items.csv', base64: '!' }] } },
      400,
      'files',
    ],
  ]
  for (const [name, path, { headers, ...call }, status, detail] of cases)
    test(name, async () => {
      const answer = await doors.call(path, { ...call, headers: { ...planner, ...headers } })
      expect(answer.body).toMatchObject({ type: 'about:blank', status, detail: expect.stringContaining(detail) })
      expect(answer.status).toBe(status)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
      if (status === 405) expect(answer.headers.get('allow')).toBe('GET, HEAD')
    })

  test('a password is not said again', async () => {
    const body = { email: 'nobody', password: 7, more: 'p'.repeat(30) }
    const { body: said } = await doors.call('/api/session', { method: 'POST', headers: OWN, body })
    expect(JSON.stringify(said)).not.toContain('7')
  })
})

/** What the node says to these bytes. */
function send(text: string): Promise<string> {
  const { hostname, port } = new URL(doors.address)
  return new Promise((done, fail) => {
    let said = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.setEncoding('utf8')
    socket.on('data', (more) => (said += more))
    socket.on('error', fail)
    socket.on('close', () => done(said))
  })
}

describe('what is hardly HTTP is refused as a problem, and the connection ends', () => {
  test.each([
    ['garbage', 'GARBAGE\r\n\r\n', 400],
    [
      'two lengths',
      'POST /api/session HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['endless headers', `GET /api/health HTTP/1.1\r\nhost: localhost\r\nx: ${'a'.repeat(70_000)}\r\n\r\n`, 431],
    ['no host', 'GET /api/health HTTP/1.1\r\nconnection: close\r\n\r\n', 403],
    ['a foreign host', 'GET /api/health HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n', 403],
  ])('%s', async (_, text, status) => {
    const said = await send(text)
    expect(said).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(said).toContain('application/problem+json')
  })

  test('a name in capitals is the same name', async () => {
    expect(await send('GET /api/health HTTP/1.1\r\nhost: LOCALHOST:1\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 200 /,
    )
  })
})

test('a stranger who asks without end is asked to wait; who is known is not', async () => {
  const ask = () => doors.call('/api/today', { headers: { authorization: 'Bearer hw_guessed' } })
  const answers = await Promise.all(Array.from({ length: 350 }, ask))
  expect(answers.filter((one) => one.status === 429).length).toBeGreaterThan(0)
  expect((await doors.call('/api/today', { headers: planner })).status).toBe(200)
})
