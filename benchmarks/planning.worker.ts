import { parentPort, workerData } from 'node:worker_threads'
import { drawCompany, PLAN_DAY } from '@headwater/engine/planning/draw-company.suite'
import { planMaterials } from '@headwater/engine/planning/plan-materials'

/** Plans a drawn company several times; answers the seconds of each, alone and with all its rows read, and the number of pegs. */
const { items, weeks, runs } = workerData as { items: number; weeks: number; runs: number }
const dataset = drawCompany(1, { items, weeks })
const times: number[] = []
const readTimes: number[] = []
let pegs = 0
for (let i = 0; i < runs; i++) {
  const started = performance.now()
  const plan = planMaterials(dataset, PLAN_DAY)
  times.push((performance.now() - started) / 1000)
  pegs = plan.pegging.length
  let pegged = 0
  for (const one of plan.plannedOrders) pegged += one.quantity
  for (const one of plan.actions) pegged += one.newQuantity ?? 0
  for (const one of plan.pegging) pegged += one.quantity
  if (!Number.isFinite(pegged)) throw new Error(`the quantities should have a sum, and have ${pegged}`)
  readTimes.push((performance.now() - started) / 1000)
}
parentPort!.postMessage({ times, readTimes, pegs })
