import type { TaskProgram } from '../../platform/task-run.ts'
import type { AgreementOf } from './agreement-signature.store.ts'
import type { Dataspace } from './dataspace.ts'
import { suspendDisputed } from './suspend-disputed.ts'

/** Suspends what flows by an agreement in dispute, in the background. */
export const suspendDisputedTask =
  (dataspace: Dataspace): TaskProgram =>
  async (payload: AgreementOf) => {
    await suspendDisputed(dataspace, payload)
  }
