import { parentPort, workerData } from 'node:worker_threads'
import type { ShopInstance } from '@headwater/domain/shop/shop-instance'
import { solveShop } from '@headwater/engine/scheduling/shop/solve-shop'

interface ShopSearch {
  readonly shop: ShopInstance
  readonly seed: number
  readonly iterations: number | null
  readonly objective: 'makespan' | 'tardiness'
  readonly stop: Int32Array
  readonly deadline: number
}

const { shop, seed, iterations, objective, stop, deadline } = workerData as ShopSearch
const shouldStop = (): boolean => Atomics.load(stop, 0) === 1 || Date.now() >= deadline
parentPort!.postMessage(
  solveShop(shop, { seed, shouldStop, objective, ...(iterations === null ? {} : { iterations }) }),
)
