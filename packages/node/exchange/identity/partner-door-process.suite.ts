import { openClock } from '../../platform/clock.ts'
import { openDatabase } from '../../platform/database.ts'
import { openHttp } from '../../platform/http.ts'
import { silentLog } from '../../platform/log.ts'
import { openExchange } from '../open-exchange.ts'
import { VISITED } from './partners.suite.ts'

/** A second process on the database of DATABASE_URL with one door for partners; says its address. */
const url = process.env.DATABASE_URL!
const database = openDatabase({ url, log: silentLog })
const exchange = await openExchange(database, {
  log: silentLog,
  clock: await openClock(database),
  loopbackPartners: true,
})
const http = await openHttp({
  log: silentLog,
  identify: () => Promise.resolve(null),
  identifyPartner: exchange.identifyPartner,
  databaseUrl: url,
  screens: undefined,
  version: '0.1.0',
  host: 'localhost',
})
http.post(VISITED, { config: { access: 'partner' } }, () => ({ ok: true }))
process.stdout.write(`${await http.listen({ host: '127.0.0.1', port: 0 })}\n`)
