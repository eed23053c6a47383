import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EditAnswer, RecordEdit } from '../../../schemas/rest/edits.ts'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { editStored } from './edit-records.ts'
import { importRecords } from './import-records.ts'
import { loadNeeded } from './needed-records.store.ts'
import { loadRecords } from './records.store.ts'

/** Every file that an order can name, with rows that name each other. */
const FILES = {
  'parameters.csv': 'name,value\ntime_zone,Europe/Berlin\ncalendar,day\n',
  'calendars.csv': 'calendar,weekday,start,end\nday,1,08:00,16:00\nday,2,08:00,16:00\n',
  'calendar_exceptions.csv': 'calendar,date\nday,2026-05-01\n',
  'items.csv': 'item,unit,style,supply,lot_rule\nA,pcs,S,make,\nB,pcs,S,make,\nC,m,,buy,\nD,pcs,,,\n',
  'units.csv': 'item,from_unit,to_unit,factor\n,dozen,pcs,12\nC,roll,m,50\nA,box,pcs,6\n',
  'boms.csv': 'parent,component,quantity\nA,C,1.5\nB,C,2\n',
  'suppliers.csv': 'supplier,name,calendar\nV1,Vendor,day\nV2,Other,\n',
  'work_centers.csv': 'work_center,units,calendar\nSAW,2,day\nPAINT,1,\n',
  'work_units.csv': 'work_unit,work_center\nP-X,PAINT\n',
  'operations.csv': 'item,sequence,work_center,run_minutes\nA,10,SAW,5\nS,20,PAINT,3\n',
  'sales_orders.csv':
    'order,line,item,quantity,unit,due_date,shipped\nSO-1,1,A,10,,2026-03-10,\nSO-1,2,B,5,dozen,2026-03-12,1\nSO-2,1,D,7,,2026-03-13,\n',
  'purchase_orders.csv':
    'order,line,item,quantity,unit,supplier,due_date\nPO-1,1,C,3,roll,V1,2026-03-05\nPO-2,1,C,9,,,2026-03-06\n',
  'work_orders.csv':
    'order,item,quantity,due_date\nW-1,A,10,2026-03-09\nW-2,B,4,2026-03-10T12:00\nW-3,D,1,2026-03-11\n',
  'pinned_operations.csv':
    'order,sequence,work_unit,start\nW-1,10,SAW-1,2026-03-03T08:00\nW-2,20,P-X,2026-03-04T09:00\n',
  'stock.csv': 'item,lot,quantity,unit\nA,,3,\nC,L1,2,roll\nC,L2,7.5,\n',
}

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  const files = new Map(Object.entries(FILES).map(([name, text]) => [name, new TextEncoder().encode(text)] as const))
  const { errors } = await importRecords(database, { files, commit: true, by: 'planner' })
  expect(errors).toEqual([])
})
afterAll(() => database.close())

const KEYS: Readonly<Record<string, readonly string[]>> = {
  sales_orders: ['SO-1|1', 'SO-1|2', 'SO-2|1', 'SO-9|1'],
  purchase_orders: ['PO-1|1', 'PO-2|1'],
  work_orders: ['W-1', 'W-2', 'W-3'],
  pinned_operations: ['W-1|10', 'W-2|20'],
  stock: ['A|', 'C|L1', 'C|L2'],
}
/** What people type: right, wrong, and right only beside something else. */
const CELLS: Readonly<Record<string, readonly string[]>> = {
  order: ['SO-1', 'SO-2', 'SO-3', 'PO-1', 'W-1', 'W-2', 'W-3', 'W-4', ''],
  line: ['1', '2', '3', ''],
  item: ['A', 'B', 'C', 'D', 'S', 'NONE', ''],
  quantity: ['1', '0', '12.5', '-3', '1e5', '99999999999', ''],
  unit: ['pcs', 'dozen', 'roll', 'box', 'm', 'parsec', ''],
  supplier: ['V1', 'V2', 'V9', ''],
  due_date: ['2026-03-20', '2026-02-30', '2026-03-20T10:00', '2026-03-29T02:30', ''],
  shipped: ['0', '4', '100', ''],
  sequence: ['10', '020', '30', 'x'],
  work_unit: ['SAW-1', 'SAW-2', 'SAW-3', 'P-X', 'PAINT-1', ''],
  start: ['2026-03-05T08:00', 'soon'],
  lot: ['', 'L1', 'L3'],
  status: ['firm', 'closed', 'open', 'lost', ''],
  priority: ['1', '9', '10', ''],
  nothing: ['x'],
}

const edits: fc.Arbitrary<RecordEdit> = fc.constantFrom(...Object.keys(KEYS)).chain((file) =>
  fc.record({
    file: fc.constant(file),
    key: fc.option(fc.constantFrom(...KEYS[file]!), { freq: 4 }),
    cells: fc.option(
      fc
        .array(
          fc
            .constantFrom(...Object.keys(CELLS))
            .chain((name) => fc.constantFrom(...CELLS[name]!).map((value) => [name, value] as const)),
          { minLength: 1, maxLength: 5 },
        )
        .map((cells) => Object.fromEntries(cells)),
      { freq: 8 },
    ),
  }),
)

class Back extends Error {}

/** What would be answered, with what would be written; nothing is. */
async function verdict(load: typeof loadNeeded, given: readonly RecordEdit[]): Promise<unknown> {
  let said: unknown
  await database
    .transaction(async (transaction) => {
      const answer: EditAnswer = await editStored(
        transaction,
        { edits: given, reason: '', by: 'planner' },
        await load(transaction, given),
      )
      const rows = await transaction.query({ text: 'select file, key, cells from record order by file, position' })
      said = { ...answer, batch: answer.batch !== null, rows }
      throw new Back()
    })
    .catch((error: Error) => {
      if (!(error instanceof Back)) said = { refused: error.message }
    })
  return said
}

test('edits of orders are judged by the records around them as by all records', async () => {
  let written = 0
  let refused = 0
  await fc.assert(
    fc.asyncProperty(fc.array(edits, { minLength: 1, maxLength: 4 }), async (given) => {
      const whole = (await verdict((session) => loadRecords(session), given)) as { batch?: boolean }
      expect(await verdict(loadNeeded, given)).toEqual(whole)
      if (whole.batch) written++
      else refused++
    }),
    { numRuns: process.env.HEADWATER_TEST_SCALE === 'full' ? 3000 : 400, seed: 11 },
  )
  expect(Math.min(written, refused)).toBeGreaterThan(20)
})
