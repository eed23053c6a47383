import { parentPort } from 'node:worker_threads'
import { STOP, type ThreadMessage } from './thread.ts'

/** The other end of `openThread`, inside the thread: answers each question in its turn. The signal is aborted by a friendly stop. */
export function answerQuestions<Question>(answer: (question: Question, signal: AbortSignal) => unknown): void {
  const controller = new AbortController()
  const send = (message: ThreadMessage): void => parentPort!.postMessage(message)
  const reply = async (question: Question): Promise<void> => {
    try {
      send({ kind: 'answer', value: await answer(question, controller.signal) })
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error))
      const { reason, code } = error as { reason?: string; code?: string }
      send({ kind: 'error', message, stack, reason, code })
    }
  }
  parentPort!.on('message', (question: Question | typeof STOP) => {
    if (question === STOP) controller.abort(new Error('stopped'))
    else void reply(question)
  })
}

/** Says how far the thread is. */
export const reportFromThread = (value: unknown): void =>
  parentPort!.postMessage({ kind: 'report', value } satisfies ThreadMessage)
