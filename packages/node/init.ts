import { openAccounts } from './accounts/index.ts'
import { beginCompany } from './begin-company.ts'
import { ContentRefused } from './first-content.ts'
import { firstLogin } from './first-login.ts'
import { openClock } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import type { Database } from './platform/database.ts'
import { createLog } from './platform/log.ts'
import { writeSetting } from './platform/settings.store.ts'
import { openStore } from './platform/store.ts'
import { countSales, DEMO_SETTING, hasRecords } from './records/index.ts'
import { runProgram } from './refusals.ts'

/** init.ts [--demo | OPTION of start …]: makes the company and its first owner, plans, prints one line of JSON, and serves nothing. */
await runProgram(async () => {
  const words = process.argv.slice(2)
  const isDemo = words.includes('--demo')
  const config = readConfig(isDemo ? [] : words, process.env)
  const { database, close } = await openStore({ ...config, log: createLog({ level: 'warn', now: Date.now }) })
  try {
    if (isDemo) await makeWayForDemo(database)
    const say = (line: string): void => void process.stderr.write(`${line}\n`)
    await beginCompany({ database, clock: await openClock(database), config, say })
    const { email, password } = await firstLogin(await openAccounts(database, 'http://localhost'), config.home)
    const { rows: sales } = await countSales(database)
    process.stdout.write(`${JSON.stringify({ home: config.home, email, password: password ?? null, sales })}\n`)
  } finally {
    await close()
  }
})

/** Who asks for the demo by name gets it, also after an empty beginning; but never in place of records. */
async function makeWayForDemo(database: Database): Promise<void> {
  if (await hasRecords(database))
    throw new ContentRefused(
      'The company has records already, and the demo would be mixed with them. Give a new HEADWATER_HOME',
    )
  await writeSetting(database, DEMO_SETTING, null)
}
