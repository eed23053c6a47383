import type { Objective } from '@headwater/engine/scheduling/objective'
import { answerQuestions, reportFromThread } from '../platform/answer-questions.ts'
import { computePlan, type PlanQuestion, type PlanStep } from './compute-plan.ts'

/** How far the thread is: another step, or a better schedule. */
export type PlanReport = PlanStep | Objective

answerQuestions((question: PlanQuestion) =>
  computePlan(question, {
    onStep: (step: PlanReport) => reportFromThread(step),
    onImprove: (objective: PlanReport) => reportFromThread(objective),
    clock: () => performance.now(),
  }),
)
