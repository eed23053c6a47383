import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database, Transaction, TransactionOptions } from './database.ts'

/**
 * One transaction for all that one request writes, so that its answer can be kept with its effect. Whatever the request does with the
 * database joins it: statements as they are, transactions as savepoints. A snapshot of its own (repeatable read, serializable) stays one.
 */
export interface SharedTransaction {
  /** Does work whose statements join. */
  readonly carry: <T>(work: () => Promise<T>) => Promise<T>
  /** Statements of the same transaction from elsewhere; it begins with its first statement. */
  readonly session: () => Promise<Transaction>
  /** Ends it; resolves when it is committed. What the work still does afterwards is on its own. */
  readonly commit: () => Promise<void>
  readonly rollback: () => Promise<void>
}

interface Joined {
  readonly session: () => Promise<Transaction>
  isOver: boolean
  savepoints: number
}

const current = new AsyncLocalStorage<Joined>()

class GivenUp extends Error {}

/** Opens a shared transaction on a database that `joining` has made. */
export function shareTransaction(database: Database): SharedTransaction {
  const end = Promise.withResolvers<void>()
  let begun: Promise<Transaction> | undefined
  let ended: Promise<void> = Promise.resolve()
  const session = (): Promise<Transaction> => {
    begun ??= new Promise((done, fail) => {
      ended = database.transaction(async (transaction) => {
        done(transaction)
        await end.promise
      })
      ended.catch(fail)
    })
    return begun
  }
  const joined: Joined = { session: () => current.exit(session), isOver: false, savepoints: 0 }
  return {
    carry: (work) => current.run(joined, work),
    session: joined.session,
    commit: async () => {
      joined.isOver = true
      end.resolve()
      await ended
    },
    rollback: async () => {
      joined.isOver = true
      end.reject(new GivenUp())
      await Promise.all([end.promise, ended].map((one) => one.catch(() => {})))
    },
  }
}

/** The database whose work joins the shared transaction of its request, where there is one. */
export function joining(database: Database): Database {
  const shared = (): Joined | undefined => {
    const one = current.getStore()
    return one?.isOver === false ? one : undefined
  }
  return {
    ...database,
    query: async (statement) => {
      const one = shared()
      return one ? (await one.session()).query(statement) : database.query(statement)
    },
    transaction: (work, options) => {
      const one = isSnapshot(options) ? undefined : shared()
      return one ? asStep(one, work) : database.transaction(work, options)
    },
  }
}

const isSnapshot = ({ isolation = 'read committed' }: TransactionOptions = {}): boolean =>
  isolation !== 'read committed'

/** A transaction within one: what it throws takes back its own statements only. */
async function asStep<T>(joined: Joined, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const transaction = await joined.session()
  joined.savepoints += 1
  const name = `step_${joined.savepoints}`
  await transaction.query({ text: `savepoint ${name}` })
  try {
    const result = await work(transaction)
    await transaction.query({ text: `release savepoint ${name}` })
    return result
  } catch (error) {
    await transaction.query({ text: `rollback to savepoint ${name}` })
    throw error
  }
}
