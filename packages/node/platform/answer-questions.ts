import { parentPort } from 'node:worker_threads'
import type { ThreadMessage } from './thread.ts'

/** The other end of `openThread`, inside the thread: answers each question in its turn. */
export function answerQuestions<Question>(answer: (question: Question) => unknown): void {
  const send = (message: ThreadMessage): void => parentPort!.postMessage(message)
  const reply = async (question: Question): Promise<void> => {
    try {
      send({ kind: 'answer', value: await answer(question) })
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error))
      send({ kind: 'error', message, stack })
    }
  }
  parentPort!.on('message', (question: Question) => void reply(question))
}

/** Says how far the thread is. */
export const reportFromThread = (value: unknown): void =>
  parentPort!.postMessage({ kind: 'report', value } satisfies ThreadMessage)
