import { type ResourceLimits, Worker } from 'node:worker_threads'

/** A thread that answers one question after another. */
export interface Thread {
  /** Resolves with the answer; rejects with what the thread threw, or when it was ended. */
  readonly ask: <Answer>(question: unknown) => Promise<Answer>
  /** Asks the thread to end by itself what it does; `close` does not ask. */
  readonly stop: () => void
  readonly close: () => Promise<void>
}

/** Sent to a thread that should stop. */
export const STOP = 'stop'

/** Sent by a thread: an answer, what it threw, or how far it is. */
export type ThreadMessage =
  | { readonly kind: 'answer'; readonly value: unknown }
  | {
      readonly kind: 'error'
      readonly message: string
      readonly stack: string | undefined
      /** Of what was refused. */
      readonly reason: string | undefined
      readonly code: string | undefined
    }
  | { readonly kind: 'report'; readonly value: unknown }

export interface ThreadOptions {
  /** A *.worker.ts that calls `answerQuestions`. */
  readonly file: URL
  readonly data?: unknown
  readonly onReport?: (value: unknown) => void
  readonly limits?: ResourceLimits
}

/** A plan is a million small objects that stay: room for the young ones saves copying them twice. */
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: 128, maxOldGenerationSizeMb: 8192 } as const

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

/** Starts a thread; a question that arrives while another is answered waits. */
export function openThread({ file, data, onReport = () => {}, limits = THREAD_LIMITS }: ThreadOptions): Thread {
  const worker = new Worker(file, { workerData: data, resourceLimits: limits })
  const waiting: Waiting[] = []
  let ended: Error | undefined
  const fail = (error: Error): void => {
    ended ??= error
    for (const one of waiting.splice(0)) one.reject(ended)
  }
  worker.on('message', (message: ThreadMessage) => {
    if (message.kind === 'report') return onReport(message.value)
    const one = waiting.shift()
    if (message.kind === 'answer') one?.resolve(message.value as never)
    else one?.reject(asThrown(message))
  })
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('the thread has ended')))
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended)
        waiting.push({ resolve, reject })
        worker.postMessage(question)
      }),
    stop: () => worker.postMessage(STOP),
    close: async () => {
      await worker.terminate()
    },
  }
}

function asThrown({ message, stack, reason, code }: Extract<ThreadMessage, { kind: 'error' }>): Error {
  const facts = { stack, ...(reason === undefined ? {} : { reason }), ...(code === undefined ? {} : { code }) }
  return Object.assign(new Error(message), facts)
}

/** A thread that was asked to stop gets so long to put things in order, such as a statement of its own in the database. */
const GRACE_MS = 500

/** One question to a thread of its own, which ends with the answer or when the signal is aborted. */
export async function askOnce<Answer>(
  options: ThreadOptions,
  question: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  signal?.throwIfAborted()
  const thread = openThread(options)
  const stop = (): void => {
    thread.stop()
    setTimeout(() => void thread.close(), GRACE_MS).unref()
  }
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await thread.ask<Answer>(question)
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
    await thread.close()
  }
}
