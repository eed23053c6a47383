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
export const read = <T>(path: string): Promise<T> => ask<T>('GET', path)

/** Sends a change; throws RequestRefused. */
export const send = <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> =>
  ask<T>(method, path, body)

/** The header that a form of another site cannot set: the node refuses changes by cookie without it. */
const OWN_REQUEST = { 'x-headwater-request': '1' }

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...OWN_REQUEST,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (response.status === 204) return undefined as T
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) throw new RequestRefused(asProblem(answer, response))
  return answer as T
}

function asProblem(answer: unknown, response: Response): Problem {
  if (typeof answer === 'object' && answer !== null && 'title' in answer) return answer as Problem
  return { type: 'about:blank', title: response.statusText || 'No answer', status: response.status }
}
