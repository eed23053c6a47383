import type { TaskProgram } from '../../platform/task-run.ts'
import { type ComparePayload, compareProcess } from './compare-process.ts'
import type { Dataspace } from './dataspace.ts'

/** Compares a process with the partner's view of it, in the background. */
export const compareProcessTask =
  (dataspace: Dataspace): TaskProgram =>
  async (payload: ComparePayload) => {
    await compareProcess(dataspace, payload)
  }
