import { createHash, createHmac } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import type { Database } from './database.ts'
import { personOf } from './guard.ts'
import { Refused } from './problem.ts'
import { findAnswer, forgetAnswers, type KeptAnswer, keepAnswer } from './request-key.store.ts'
import { type SharedTransaction, shareTransaction } from './shared-transaction.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** False: the answer has a secret that is told once; of a request with a key only that it was carried out is kept. */
    keepsAnswer?: boolean
  }
  interface FastifyRequest {
    keyed: KeyedRequest | null
  }
}

/** A request that says by a key which act it is. */
export interface KeyedRequest {
  readonly id: Buffer
  readonly request: Buffer
  /** The act as a UUID, for work that keeps itself from being done twice. */
  readonly act: string
  readonly transaction: SharedTransaction
}

export { KEPT_HOURS } from './request-key.store.ts'

export const KEY_HEADER = 'idempotency-key'
const KEY = /^[\x21-\x7e]{8,200}$/
const READS = ['GET', 'HEAD', 'OPTIONS']
/** Answers that are too old go after so many new ones. */
const CLEAN_EVERY = 200

/**
 * Changes sent with the header Idempotency-Key are carried out once: the effect and its answer are committed in one transaction, and the
 * answer is given again to who sends the same again. A refused change writes nothing and is not kept. Call it before any route.
 */
export function answerOnce(http: FastifyInstance, database: Database): void {
  const running = new Set<string>()
  let kept = 0
  http.decorateRequest('keyed', null)
  http.addHook('onRoute', (route) => {
    const isRead = [route.method].flat().every((one) => READS.includes(one))
    const access = route.config?.access
    if (!isRead && access !== 'public' && access !== 'partner')
      route.handler = carriedOutOnce({ database, running, handler: route.handler })
  })
  http.addHook('onSend', async (request, reply, payload) => {
    const { keyed } = request
    if (!keyed) return payload
    request.keyed = null
    try {
      if (reply.statusCode >= 500) await keyed.transaction.rollback()
      else await keep(keyed, { reply, payload })
    } finally {
      running.delete(keyed.act)
    }
    if (kept % CLEAN_EVERY === 0) await forgetAnswers(database)
    kept += 1
    return payload
  })
}

interface OnceFacts {
  readonly database: Database
  /** Acts that are being carried out. */
  readonly running: Set<string>
  readonly handler: RouteHandlerMethod
}

function carriedOutOnce({ database, running, handler }: OnceFacts): RouteHandlerMethod {
  return async function (request, reply) {
    const key = request.headers[KEY_HEADER]
    if (key === undefined) return handler.call(this, request, reply)
    const keyed = openKeyed(database, request, key)
    if (running.has(keyed.act)) throw stillRunning(reply)
    running.add(keyed.act)
    try {
      const before = await findAnswer(database, keyed.id)
      if (before) {
        running.delete(keyed.act)
        return await sendAgain(before, keyed, reply)
      }
      request.keyed = keyed
      return await keyed.transaction.carry(async () => handler.call(this, request, reply))
    } catch (error) {
      request.keyed = null
      await keyed.transaction.rollback()
      running.delete(keyed.act)
      throw error
    }
  }
}

function openKeyed(database: Database, request: FastifyRequest, key: string | string[]): KeyedRequest {
  if (typeof key !== 'string' || !KEY.test(key))
    throw new Refused('invalid', `${KEY_HEADER} should be 8 to 200 printable characters, such as a UUID`)
  const id = createHash('sha256')
    .update(`${personOf(request).id}\n${key}`)
    .digest()
  const { method, url, body, headers } = request
  const isBytes = typeof body === 'object' && body !== null && 'pipe' in body
  const asked = createHmac('sha256', key).update(`${method} ${url}\n`)
  asked.update(isBytes ? `bytes ${headers['content-length']}` : JSON.stringify(body ?? null))
  return { id, request: asked.digest(), act: uuidOf(id), transaction: shareTransaction(database) }
}

/** Of the form that RFC 9562 leaves to us (version 8). */
const uuidOf = (hash: Buffer): string =>
  hash.toString('hex').replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')

function sendAgain(before: KeptAnswer, keyed: KeyedRequest, reply: FastifyReply): FastifyReply {
  if (!before.request.equals(keyed.request))
    throw new Refused('reused', `${KEY_HEADER} should be new: another request was sent with it. Choose another key`)
  if (before.body === null)
    throw new Refused('conflict', 'This was carried out before; its answer has a secret, which is told once only')
  reply.code(before.status).header('idempotency-replayed', 'true')
  return before.status === 204 ? reply.send() : reply.type(before.type).send(before.body)
}

function stillRunning(reply: FastifyReply): Refused {
  reply.header('retry-after', '1')
  return new Refused(
    'conflict',
    `The request with this ${KEY_HEADER} is still being carried out; send it again in a second`,
  )
}

/** An answer that is not text, such as a stream, is told once only. */
const textOf = (payload: unknown): string | null =>
  typeof payload === 'string' ? payload : payload === null || payload === undefined ? '' : null

async function keep(
  { id, request, transaction }: KeyedRequest,
  { reply, payload }: { readonly reply: FastifyReply; readonly payload: unknown },
): Promise<void> {
  const isKept = reply.routeOptions.config.keepsAnswer !== false
  const body = isKept ? textOf(payload) : null
  const type = String(reply.getHeader('content-type') ?? '')
  try {
    const isNew = await keepAnswer(await transaction.session(), { id, request, status: reply.statusCode, body, type })
    if (!isNew) throw stillRunning(reply)
  } catch (error) {
    await transaction.rollback()
    throw error
  }
  await transaction.commit()
}
