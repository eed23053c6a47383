import type { Command } from './command.ts'
import { forecastRun } from './offline/forecast-run.ts'
import { planRun } from './offline/plan-run.ts'
import { promiseAsk } from './offline/promise-ask.ts'
import { runAll } from './offline/run-all.ts'
import { scheduleRun } from './offline/schedule-run.ts'
import { scheduleSolve } from './offline/schedule-solve.ts'
import { verifyRecord } from './offline/verify-record.ts'
import { addPartner, lookAtCompany } from './online/add-partner.ts'
import { agreementCommands } from './online/dataspace/agreements.ts'
import { datasetCommands } from './online/dataspace/datasets.ts'
import { negotiationCommands } from './online/dataspace/negotiations.ts'
import { partnerCatalogue } from './online/dataspace/partner-catalogue.ts'
import { transferCommands } from './online/dataspace/transfers.ts'
import { doctor } from './online/doctor.ts'
import { exchangeReplay, exchangeSend } from './online/exchange.ts'
import { exchangeLog } from './online/exchange-log.ts'
import { exportFiles } from './online/export-files.ts'
import { forecast } from './online/forecast.ts'
import { identity } from './online/identity.ts'
import { importFiles } from './online/import-files.ts'
import { listImports, undoImport } from './online/imports.ts'
import { partnerCommands } from './online/partners.ts'
import { plan, promise, why } from './online/planning.ts'
import { backup, init, password, restore, start, verifyBackup, worker } from './online/programs.ts'
import { recordCheck, recordExport } from './online/record.ts'
import { schedule } from './online/schedule.ts'
import { scheduleRush } from './online/schedule-rush.ts'

/** Every command, in the order of the help text: with a node, then on files alone. */
export const COMMANDS: readonly Command[] = [
  init,
  start,
  importFiles,
  listImports,
  undoImport,
  exportFiles,
  forecast,
  plan,
  schedule,
  scheduleRush,
  promise,
  why,
  identity,
  lookAtCompany,
  addPartner,
  ...partnerCommands,
  partnerCatalogue,
  ...datasetCommands,
  ...negotiationCommands,
  ...agreementCommands,
  ...transferCommands,
  exchangeLog,
  exchangeReplay,
  exchangeSend,
  recordCheck,
  recordExport,
  worker,
  backup,
  verifyBackup,
  restore,
  password,
  doctor,
  forecastRun,
  planRun,
  scheduleRun,
  promiseAsk,
  runAll,
  scheduleSolve,
  verifyRecord,
]
