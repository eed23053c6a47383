import { succeed } from '@headwater/domain/outcome/result'
import type { Objective } from '@headwater/engine/scheduling/objective'
import { answerQuestions, reportFromThread } from '../platform/answer-questions.ts'
import { computePlan, type PlanQuestion, type PlanStep } from './compute-plan.ts'
import { writePlan } from './write-plan.ts'

/** How far the thread is: another step, or a better schedule. */
export type PlanReport = PlanStep | Objective

export interface ThreadQuestion {
  readonly question: PlanQuestion
  /** Number of the run that is computed. */
  readonly run: number
}

answerQuestions(({ question, run }: ThreadQuestion) => {
  const computed = computePlan(question, {
    onStep: (step: PlanReport) => reportFromThread(step),
    onImprove: (objective: PlanReport) => reportFromThread(objective),
    clock: () => performance.now(),
  })
  return computed.ok ? succeed(writePlan(run, computed.value)) : computed
})
