import { answerQuestions, reportFromThread } from '../platform/answer-questions.ts'
import { computePlan, type PlanQuestion } from './compute-plan.ts'

answerQuestions((question: PlanQuestion) =>
  computePlan(question, { onStep: reportFromThread, clock: () => performance.now() }),
)
