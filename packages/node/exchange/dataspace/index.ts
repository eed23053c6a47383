import type { Http } from '../../platform/http.ts'
import type { Log } from '../../platform/log.ts'
import type { TaskProgram } from '../../platform/task-run.ts'
import { catalogueDoors } from './catalogue-doors.route.ts'
import { compareProcessTask } from './compare-process.task.ts'
import { COMPARE_TASK } from './compare-process.ts'
import { datasetRoutes } from './datasets.route.ts'
import type { Dataspace } from './dataspace.ts'
import { dspDoors } from './dsp-doors.route.ts'
import { negotiationDoors } from './negotiation-doors.route.ts'
import { negotiationRoutes } from './negotiations.route.ts'
import { suspendDisputedTask } from './suspend-disputed.task.ts'
import { SUSPEND_TASK } from './suspend-disputed.ts'
import { transferDoors } from './transfer-doors.route.ts'
import { transferRoutes } from './transfers.route.ts'

export { settleMessage } from './settle-message.ts'
export { takeSignatures } from './take-signatures.ts'

/** Every door of the dataspace: of the protocol for partners, and of REST for people. */
export function dataspaceRoutes(http: Http, dataspace: Dataspace & { readonly log: Log }): void {
  dspDoors(http, dataspace.log, (doors) => {
    catalogueDoors(doors, dataspace)
    negotiationDoors(doors, dataspace)
    transferDoors(doors, dataspace)
  })
  datasetRoutes(http, dataspace)
  negotiationRoutes(http, dataspace)
  transferRoutes(http, dataspace)
}

/** Background work of the dataspace. */
export const dataspaceTasks = (dataspace: Dataspace): Readonly<Record<string, TaskProgram>> => ({
  [COMPARE_TASK]: compareProcessTask(dataspace),
  [SUSPEND_TASK]: suspendDisputedTask(dataspace),
})
