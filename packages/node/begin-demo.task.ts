import { beginDemo } from './begin-demo.ts'
import type { TaskProgram } from './platform/task-run.ts'

/** The demo company, drawn and planned in the background. */
export const beginDemoTask: TaskProgram = (_: null, context) => beginDemo(context)
