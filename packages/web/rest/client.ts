import { keyOf, noteAnswered, noteUnanswered } from './act-keys.ts'
import { waitForLogin } from './session-gate.ts'
import { noteSettled, noteWaiting } from './unsent.ts'

/** problem+json as the node answers it (RFC 9457). */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string
}

/** A request that the node refused or could not answer. */
export class RequestRefused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.problem = problem
  }
}

/** Reads one resource; throws RequestRefused. */
export const read = async <T>(path: string): Promise<T> => answerOf<T>(await askKnown('GET', path))

type Change = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Sends a change; throws RequestRefused. Each has a key of its own, with which it is sent again where no answer came: the node carries it
 * out once.
 */
export const send = <T>(method: Change, path: string, body?: unknown): Promise<T> => {
  const asked = `${method} ${path} ${JSON.stringify(body)}`
  return sendAct<T>({ method, path, body, asked, key: keyOf(asked) })
}

/** The same with a key that the caller keeps: what may have been sent before a reload is not done twice. */
export const sendAs = <T>(key: string, method: Change, path: string, body?: unknown): Promise<T> =>
  sendAct<T>({ method, path, body, asked: key, key })

async function sendAct<T>(act: Act): Promise<T> {
  let isWaiting = false
  const onWait = (): void => {
    if (!isWaiting) noteWaiting()
    isWaiting = true
  }
  try {
    return await sendKeyed<T>(act, onWait)
  } finally {
    if (isWaiting) noteSettled()
  }
}

interface Act {
  readonly method: Change
  readonly path: string
  readonly body: unknown
  readonly asked: string
  readonly key: string
}

async function sendKeyed<T>({ method, path, body, asked, key }: Act, onWait: () => void): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await askKnown(method, path, { body, key })
      const isRunning = response.status === 409 && response.headers.has('retry-after')
      if (!isRunning || attempt > MOST_ATTEMPTS) {
        noteAnswered(asked)
        return await answerOf<T>(response)
      }
    } catch (error) {
      // What is no refusal is the way to the node: it may have carried the change out or not.
      if (error instanceof RequestRefused) throw error
      noteUnanswered(asked, key)
      if (attempt >= MOST_ATTEMPTS) throw error
    }
    onWait()
    await new Promise((done) => setTimeout(done, AGAIN_MS * attempt))
  }
}

/** A question that is too long for an address: it changes nothing, so it has no key, and may be given up. Throws RequestRefused. */
export const inquire = async <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  answerOf<T>(await askKnown('POST', path, { body, ...(signal ? { signal } : {}) }))

/** Sends a file as it is; throws RequestRefused. */
export const sendFile = async <T>(path: string, file: Blob): Promise<T> =>
  answerOf<T>(
    await known(() =>
      fetch(path, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { accept: 'application/json', ...OWN_REQUEST, 'content-type': 'application/octet-stream' },
        body: file,
      }),
    ),
  )

const MOST_ATTEMPTS = 3
const AGAIN_MS = 700

/** The header that a form of another site cannot set: the node refuses changes by cookie without it. */
const OWN_REQUEST = { 'x-headwater-request': '1' }

interface Asked {
  readonly body?: unknown
  readonly key?: string
  readonly signal?: AbortSignal
}

function askKnown(method: string, path: string, asked: Asked = {}): Promise<Response> {
  const isLogin = method === 'POST' && path === '/api/session'
  return isLogin ? ask(method, path, asked) : known(() => ask(method, path, asked))
}

/** Asks; where the session has ended, waits until somebody has logged in again and asks once more. */
async function known(asking: () => Promise<Response>): Promise<Response> {
  const response = await asking()
  const login = response.status === 401 ? waitForLogin() : null
  if (login === null) return response
  await login
  return asking()
}

function ask(method: string, path: string, { body, key, signal }: Asked): Promise<Response> {
  return fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...OWN_REQUEST,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) throw new RequestRefused(asProblem(answer, response))
  return answer as T
}

function asProblem(answer: unknown, response: Response): Problem {
  if (typeof answer === 'object' && answer !== null && 'title' in answer) return answer as Problem
  return { type: 'about:blank', title: response.statusText || 'No answer', status: response.status }
}
