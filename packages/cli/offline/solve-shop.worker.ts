import { parentPort, workerData } from 'node:worker_threads'
import type { ShopInstance } from '@headwater/domain/shop/shop-instance'
import { EliteExchange } from '@headwater/engine/scheduling/shop/elite-exchange'
import { solveShop } from '@headwater/engine/scheduling/shop/solve-shop'

export interface ShopSearch {
  readonly shop: ShopInstance
  readonly seed: number
  readonly iterations: number | null
  readonly objective: 'makespan' | 'tardiness'
  /** Set to 1 by whoever wants the best so far. */
  readonly stop: Int32Array
  /** Milliseconds of the machine's clock. */
  readonly deadline: number
  /** Shared by the threads of one search, and this one's number among them. */
  readonly exchange: SharedArrayBuffer
  readonly thread: number
}

const { shop, seed, iterations, objective, stop, deadline, exchange, thread } = workerData as ShopSearch
const shouldStop = (): boolean => Atomics.load(stop, 0) === 1 || Date.now() >= deadline
parentPort!.postMessage(
  solveShop(shop, {
    seed,
    shouldStop,
    objective,
    exchange: new EliteExchange(exchange, shop.jobOf.length, thread),
    ...(iterations === null ? {} : { iterations }),
  }),
)
