import type { Socket } from 'node:net'
import type { FailureReason } from '@headwater/domain/outcome/result'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from './log.ts'
import { storeTrouble } from './store-trouble.ts'
import { validationDetail } from './validation-detail.ts'

/** Refused with a reason; the one way for a use case to say no to a caller. */
export class Refused extends Error {
  readonly reason: FailureReason | 'unauthenticated' | 'too-many' | 'wrong-method' | 'too-large' | 'reused'
  constructor(reason: Refused['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

/** A partner that calls too often, and when it may call again. */
export class TooMany extends Refused {
  readonly seconds: number
  constructor(message: string, seconds: number) {
    super('too-many', `${message}; try again in ${seconds} s`)
    this.seconds = seconds
  }
}

const STATUS: Readonly<Record<Refused['reason'], number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'wrong-method': 405,
  conflict: 409,
  'too-large': 413,
  reused: 422,
  'too-many': 429,
  unavailable: 503,
}
const TITLES: Readonly<Record<number, string>> = {
  400: 'Invalid',
  401: 'Not logged in',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Too slow',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Another request',
  429: 'Too many requests',
  431: 'Headers too large',
  503: 'Unavailable',
}

const problem = (status: number, detail: string) => ({
  type: 'about:blank',
  title: TITLES[status] ?? (status < 500 ? 'Invalid' : 'This is a bug'),
  status,
  detail,
})

export const problemText = (status: number, detail: string): string => JSON.stringify(problem(status, detail))

interface Asked {
  readonly request: FastifyRequest
  readonly log: Log
}

/** Status and words of any error; what is a bug says nothing of itself outside, and all in the log. */
export function judge(
  { request, log }: Asked,
  error: Error & Partial<FastifyError>,
): { readonly status: number; readonly detail: string } {
  const trouble = error instanceof Refused ? undefined : storeTrouble(error)
  const status = trouble === undefined ? statusOf(error) : 503
  if (status >= 500 && !(error instanceof Refused)) log.error('A request failed', { error })
  const detail = trouble ?? (status === 500 ? 'The node could not answer; its log says why' : detailOf(error, request))
  return { status, detail }
}

/** Any error as problem+json (RFC 9457). */
export function sendProblem(
  { request, reply, log }: Asked & { readonly reply: FastifyReply },
  error: Error,
): FastifyReply {
  const { status, detail } = judge({ request, log }, error)
  return reply.code(status).type('application/problem+json').send(problem(status, detail))
}

function statusOf(error: Error & Partial<FastifyError>): number {
  if (error instanceof Refused) return STATUS[error.reason]
  if (error.validation) return 400
  return error.statusCode && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500
}

const DETAILS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content-type should be application/json',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than this door takes; files go through POST /api/uploads',
}

const detailOf = (error: Error & Partial<FastifyError>, request: FastifyRequest): string =>
  error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' && request.partner
    ? `The body should have at most ${request.routeOptions.bodyLimit} bytes; send less in one call`
    : error.validation
      ? validationDetail(error as FastifyError, request)
      : (DETAILS[error.code ?? ''] ?? error.message)

const CLIENT_STATUS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }
const LINES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

/** What is no HTTP, or never ends, gets a problem too, and the connection ends. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const status = CLIENT_STATUS[error.code ?? ''] ?? 400
  const body = problemText(status, 'The request should be HTTP/1.1, of moderate headers, sent without long pauses')
  const head = `HTTP/1.1 ${status} ${LINES[status]}\r\nconnection: close\r\ncontent-type: application/problem+json\r\ncontent-length: ${body.length}`
  socket.end(`${head}\r\n\r\n${body}`, () => socket.destroy())
}
