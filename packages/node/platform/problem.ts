import type { FailureReason } from '@headwater/domain/outcome/result'
import type { FastifyError, FastifyReply } from 'fastify'
import type { Log } from './log.ts'

/** Refused with a reason; the one way for a use case to say no to a caller. */
export class Refused extends Error {
  readonly reason: FailureReason | 'unauthenticated' | 'too-many'
  constructor(reason: Refused['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

const STATUS: Readonly<Record<Refused['reason'], number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-many': 429,
  unavailable: 503,
}
const TITLES: Readonly<Record<number, string>> = {
  400: 'Invalid',
  401: 'Not logged in',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  503: 'Unavailable',
}

/** Any error as problem+json (RFC 9457); what is a bug says nothing of itself outside, and all in the log. */
export function sendProblem(reply: FastifyReply, error: Error & Partial<FastifyError>, log: Log): FastifyReply {
  const status = statusOf(error)
  if (status >= 500 && !(error instanceof Refused)) log.error('A request failed', { error })
  return reply
    .code(status)
    .type('application/problem+json')
    .send({
      type: 'about:blank',
      title: TITLES[status] ?? 'This is a bug',
      status,
      detail: status === 500 ? 'The node could not answer; its log says why' : detailOf(error),
    })
}

function statusOf(error: Error & Partial<FastifyError>): number {
  if (error instanceof Refused) return STATUS[error.reason]
  if (error.validation) return 400
  return error.statusCode && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500
}

/** Names field and value of what a schema refused. */
function detailOf(error: Error & Partial<FastifyError>): string {
  const first = error.validation?.[0]
  if (!first) return error.message
  const field = first.instancePath.replace(/^\//, '').replaceAll('/', '.')
  return `${error.validationContext ?? 'request'}${field === '' ? '' : ` ${field}`} ${first.message ?? 'is wrong'}`
}
