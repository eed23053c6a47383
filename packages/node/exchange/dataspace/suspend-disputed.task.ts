import type { TaskProgram } from '../../platform/task-run.ts'
import type { Dataspace } from './dataspace.ts'
import { type SuspendPayload, suspendDisputed } from './suspend-disputed.ts'

/** Suspends what flows by an agreement in dispute, in the background. */
export const suspendDisputedTask =
  (dataspace: Dataspace): TaskProgram =>
  async (payload: SuspendPayload) => {
    await suspendDisputed(dataspace, payload)
  }
