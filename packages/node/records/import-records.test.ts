import { once } from 'node:events'
import { parseDay } from '@headwater/domain/measures/day'
import { FILE_CONTRACTS } from '@headwater/files/contract/file-contracts'
import { openWorkbooks } from '@headwater/files/workbook/open-workbooks'
import { generateDemo } from '@headwater/simulator/demo/generate-demo'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { exportFile } from './export-file.ts'
import { importRecords } from './import-records.ts'
import { undoImport } from './undo-import.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await openTestDatabase()
})
afterEach(() => database.close())

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const files = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([name, text]) => [name, bytes(text)] as const))
const commit = (texts: Readonly<Record<string, string>>, more: object = {}) =>
  importRecords(database, { files: files(texts), commit: true, by: 'planner', ...more })
const exported = async (file: string): Promise<string> =>
  new TextDecoder().decode((await exportFile(database, file)).bytes)

/** Every table of the slice, but for numbers and times of batches. */
async function everything(of: TestDatabase = database): Promise<unknown> {
  const [records, sales] = await Promise.all([
    of.query({ text: 'select file, key, cells from record order by file, position' }),
    of.query({ text: 'select item, date::text, place, quantity, price from sell_through order by 1, 2, 3' }),
  ])
  return { records, sales }
}

const ITEMS = 'item,name,unit,decimals,attr.colour\nDRESS,Dress,pcs,0,red\nCLOTH,Cloth,m,2,\n'
const BOMS = 'parent,component,quantity\nDRESS,CLOTH,1.5\n'

describe('a dry run', () => {
  test('tells what would change and writes nothing', async () => {
    await commit({ 'items.csv': ITEMS })
    const before = await everything()
    const outcome = await importRecords(database, {
      files: files({
        'items.csv': 'item,name\nDRESS,Gown\nCLOTH,Cloth\nZIP,Zip\n',
        'sell_through.csv': 'item,date,quantity\nZIP,2026-01-05,3\n',
      }),
      commit: false,
      by: 'planner',
    })
    expect(outcome.errors).toEqual([])
    expect(outcome.batch).toBeNull()
    expect(outcome.files).toMatchObject([
      { file: 'items', rows: 3, added: 1, changed: 1, unchanged: 1, refused: 0 },
      { file: 'sell_through', rows: 1, added: 1, changed: 0, unchanged: 0 },
    ])
    expect(outcome.files[0]!.preview).toMatchObject([
      { key: 'DRESS', before: { name: 'Dress', 'attr.colour': 'red' }, after: { name: 'Gown', 'attr.colour': 'red' } },
      { key: 'ZIP', before: null, after: { item: 'ZIP', name: 'Zip' } },
    ])
    expect(await everything()).toEqual(before)
    expect(await database.query({ text: 'select 1 from import_batch' })).toHaveLength(1)
  })
})

describe('a commit', () => {
  test('touches only the columns that the file has, and leaves rows that it does not have', async () => {
    await commit({ 'items.csv': ITEMS, 'boms.csv': BOMS })
    await commit({ 'items.csv': 'item,decimals\nCLOTH,3\n' })
    expect(await exported('boms.csv')).toContain('DRESS,CLOTH,,1.5')
    const items = await exported('items.csv')
    expect(items).toContain('DRESS,Dress,pcs,0,')
    expect(items).toContain('CLOTH,Cloth,m,3,')
    expect(items).toMatch(/DRESS,.*,red\n/)
  })

  test('an empty cell of a column that is there clears it', async () => {
    await commit({ 'items.csv': ITEMS })
    await commit({ 'items.csv': 'item,attr.colour\nDRESS,\n' })
    expect(await exported('items.csv')).not.toContain('red')
  })

  test.each([
    [
      'UTF-8 with a byte order mark',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('item,name\nD1,连衣裙\n')]),
    ],
    // 连衣裙 in GB18030.
    [
      'GB18030',
      Buffer.concat([Buffer.from('item,name\nD1,'), Buffer.from('c1acd2c2c8b9', 'hex'), Buffer.from('\r\n')]),
    ],
  ])('reads %s', async (_, text) => {
    const given = new Map([['items.csv', new Uint8Array(text)]])
    const outcome = await importRecords(database, { files: given, commit: true, by: 'planner' })
    expect(outcome.errors).toEqual([])
    expect(await exported('items.csv')).toContain('D1,连衣裙')
  })

  test('one bad cell refuses the whole, naming file, row, field and value', async () => {
    const outcome = await commit({ 'items.csv': ITEMS, 'boms.csv': 'parent,component,quantity\nDRESS,CLOTH,many\n' })
    expect(outcome.batch).toBeNull()
    expect(outcome.errors).toMatchObject([
      { code: 'not-a-number', file: 'boms.csv', row: 2, field: 'quantity', value: 'many' },
    ])
    expect(await everything()).toEqual({ records: [], sales: [] })
  })

  test('partly takes the good rows, and falls back on none that needs a refused one', async () => {
    const outcome = await commit(
      {
        'items.csv': `${ITEMS}BAD,Bad,pcs,nine,\n`,
        'boms.csv': `${BOMS}DRESS,BAD,1\n`,
        'sell_through.csv':
          'item,date,quantity\nDRESS,2026-01-05,3\nBAD,2026-01-05,3\nBAD,2026-01-06,3\nDRESS,soon,3\n',
      },
      { partly: true },
    )
    expect(outcome.batch).not.toBeNull()
    expect(outcome.errors.map((one) => [one.file, one.row])).toEqual([
      ['items.csv', 4],
      ['boms.csv', 3],
      ['sell_through.csv', 5],
      ['sell_through.csv', 3],
      ['sell_through.csv', 4],
    ])
    expect(await everything()).toMatchObject({
      records: [{ key: 'DRESS|CLOTH|' }, { key: 'DRESS' }, { key: 'CLOTH' }],
      sales: [{ item: 'DRESS', date: '2026-01-05' }],
    })
  })

  test('partly refuses the whole where the fault is of a stored row', async () => {
    await commit({ 'items.csv': ITEMS, 'boms.csv': BOMS })
    const before = await everything()
    const outcome = await commit({ 'items.csv': 'item,name\nDRESS,Dress\nZIP,Zip\n' }, { partly: true, replace: true })
    expect(outcome.batch).toBeNull()
    expect(outcome.errors).toMatchObject([{ code: 'unknown-reference', file: 'boms.csv', row: null, value: 'CLOTH' }])
    expect(await everything()).toEqual(before)
  })

  test('replace takes away what a given file does not have, and no other file; undo puts it back', async () => {
    await commit({ 'items.csv': ITEMS, 'boms.csv': BOMS })
    const stored = async () =>
      (await database.query<{ key: string }>({ text: 'select key from record order by key' })).map((one) => one.key)
    const { batch, files } = await commit({ 'boms.csv': 'parent,component,quantity\n' }, { replace: true })
    expect(files).toMatchObject([{ file: 'boms', added: 0, changed: 0, removed: 1 }])
    expect(await stored()).toEqual(['CLOTH', 'DRESS'])
    await undoImport(database, batch!, 'planner')
    expect(await stored()).toEqual(['CLOTH', 'DRESS', 'DRESS|CLOTH|'])
    expect(await exported('boms.csv')).toContain('DRESS,CLOTH,,1.5')
  })

  test('replace does not take away an item that has sales', async () => {
    await commit({ 'items.csv': ITEMS, 'sell_through.csv': 'item,date,quantity\nDRESS,2026-01-05,3\n' })
    const import_ = commit({ 'items.csv': 'item\nCLOTH\n' }, { replace: true })
    await expect(import_).rejects.toMatchObject({ reason: 'conflict' })
  })

  test.each([
    ['a file that is neither UTF-8 nor GB18030', { code: 'bad-encoding' }, Buffer.from([0x69, 0xff, 0xff, 0xff, 0x0a])],
    ['an open quote', { code: 'bad-text', row: 2 }, Buffer.from('item,name\nA,"x\n')],
    ['a column twice', { code: 'conflict', field: 'name' }, Buffer.from('item,name,name\nA,x,y\n')],
    ['a missing key column', { code: 'missing-column', field: 'item' }, Buffer.from('name\nx\n')],
    ['20 digits', { code: 'too-many-digits', row: 2 }, Buffer.from('item,safety_stock\nA,12345678901234567890\n')],
    ['a zero character', { code: 'bad-encoding' }, Buffer.from('item,name\nA,x\u0000y\n')],
  ])('%s is refused with its place', async (_, issue, text) => {
    const given = new Map([['items.csv', new Uint8Array(text)]])
    for (const partly of [false, true]) {
      const outcome = await importRecords(database, { files: given, commit: true, partly, by: 'planner' })
      expect(outcome.errors).toMatchObject([{ file: 'items.csv', ...issue }])
    }
    expect(await everything()).toEqual({ records: [], sales: [] })
  })

  test('listeners hear of it once it is committed, and not of a dry run', async () => {
    const heard: string[] = []
    const client = await database.pool.connect()
    client.on('notification', (one) => heard.push(one.payload ?? ''))
    await client.query('listen headwater_live')
    await commit({ 'items.csv': ITEMS }, { commit: false })
    const notified = once(client, 'notification')
    await commit({ 'items.csv': ITEMS })
    await notified
    expect(heard).toEqual(['records'])
    client.release(true)
  })

  test('what was exported changes nothing when it comes back', async () => {
    const day = parseDay('2026-03-02')!
    const demo = generateDemo(1, day)
    const outcome = await importRecords(database, { files: demo, commit: true, by: 'planner' })
    expect(outcome.errors).toEqual([])
    const before = await everything()
    const again = new Map<string, Uint8Array>()
    for (const { name } of FILE_CONTRACTS) again.set(`${name}.csv`, (await exportFile(database, `${name}.csv`)).bytes)
    const back = await importRecords(database, { files: again, commit: true, by: 'planner' })
    expect(back.errors).toEqual([])
    expect(
      back.files.map((one) => [one.file, one.added, one.changed]).filter(([, a, c]) => a !== 0 || c !== 0),
    ).toEqual([])
    expect(await everything()).toEqual(before)
  })

  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
  const ways: [string, 'csv' | 'xlsx', (text: string) => Uint8Array][] = [
    ['as CSV of UTF-8', 'csv', utf8],
    ['with a BOM, CRLF and title rows', 'csv', (text) => utf8(`\uFEFFExport 2026\n\n${text}`.replaceAll('\n', '\r\n'))],
    ['as workbooks', 'xlsx', utf8],
  ]
  test.each(ways)('what was exported %s makes the same company elsewhere', async (_, ending, encode) => {
    await importRecords(database, { files: generateDemo(1, parseDay('2026-03-02')!), commit: true, by: 'planner' })
    await commit({ 'items.csv': 'item,name,attr.a.b\n007,"two, ""quoted"" 连衣裙龘 <&>",_x0041_\n' })
    const before = await everything()
    const given = new Map<string, Uint8Array>()
    for (const { name } of FILE_CONTRACTS) {
      const { bytes: file } = await exportFile(database, `${name}.${ending}`)
      given.set(`${name}.${ending}`, ending === 'csv' ? encode(new TextDecoder().decode(file)) : file)
    }
    const elsewhere = await openTestDatabase()
    try {
      const opened = await openWorkbooks(given)
      const files = opened.ok ? opened.value : new Map<string, Uint8Array>()
      const { errors } = await importRecords(elsewhere, { files, commit: true, by: 'planner' })
      expect(errors).toEqual([])
      expect(await everything(elsewhere)).toEqual(before)
    } finally {
      await elsewhere.close()
    }
  })
})

describe('undo', () => {
  test('puts back exactly what was', async () => {
    await commit({
      'items.csv': ITEMS,
      'boms.csv': BOMS,
      'sell_through.csv': 'item,date,quantity,price\nDRESS,2026-01-05,3,9.5\n',
    })
    const before = await everything()
    const { batch } = await commit({
      'items.csv': 'item,name,attr.colour\nDRESS,Gown,\nZIP,Zip,black\n',
      'sell_through.csv': 'item,date,quantity\nDRESS,2026-01-05,4\nZIP,2026-01-05,1\n',
    })
    expect(await everything()).not.toEqual(before)
    await undoImport(database, batch!, 'planner')
    expect(await everything()).toEqual(before)
    await expect(undoImport(database, batch!, 'planner')).rejects.toMatchObject({ reason: 'conflict' })
  })

  test('is refused where a later import changed the same row', async () => {
    const { batch } = await commit({ 'items.csv': ITEMS })
    const later = await commit({ 'items.csv': 'item,name\nDRESS,Gown\n' })
    await expect(undoImport(database, batch!, 'planner')).rejects.toMatchObject({ reason: 'conflict' })
    await undoImport(database, later.batch!, 'planner')
    await undoImport(database, batch!, 'planner')
    expect(await everything()).toEqual({ records: [], sales: [] })
  })

  test('is refused where a later import changed a sale that it had added', async () => {
    await commit({ 'items.csv': ITEMS })
    const { batch } = await commit({ 'sell_through.csv': 'item,date,quantity\nDRESS,2026-01-05,3\n' })
    await commit({ 'sell_through.csv': 'item,date,quantity\nDRESS,2026-01-05,4\n' })
    const before = await everything()
    await expect(undoImport(database, batch!, 'planner')).rejects.toMatchObject({ reason: 'conflict' })
    expect(await everything()).toEqual(before)
  })

  test('is refused where sales would be left without their item', async () => {
    const { batch } = await commit({ 'items.csv': ITEMS })
    await commit({ 'sell_through.csv': 'item,date,quantity\nDRESS,2026-01-05,3\n' })
    await expect(undoImport(database, batch!, 'planner')).rejects.toMatchObject({ reason: 'conflict' })
  })
})
