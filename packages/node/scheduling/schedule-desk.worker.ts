import { answerQuestions } from '../platform/answer-questions.ts'
import { type DeskState, type OpenDesk, openDesk } from './open-desk.ts'
import { type RushQuestion, rushOnDesk } from './rush-on-desk.ts'
import { type ShiftQuestion, shiftOnDesk } from './shift-on-desk.ts'

/** A company's schedule held open in a thread of its own, to try moves on. */
let desk: OpenDesk | undefined

answerQuestions((message: DeskState | ShiftQuestion | RushQuestion) => {
  if (message.kind === 'open') {
    desk = openDesk(message)
    return true
  }
  if (!desk) throw new Error('the desk should be opened first')
  return message.kind === 'rush' ? rushOnDesk(desk, message) : shiftOnDesk(desk, message)
})
