import { parentPort, workerData } from 'node:worker_threads'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { drawCompany, PLAN_DAY } from './draw-plan.ts'

/** Plans a drawn company several times; answers the seconds of each and the number of pegs. */
const { items, weeks, runs } = workerData as { items: number; weeks: number; runs: number }
const dataset = drawCompany(1, { items, weeks })
const times: number[] = []
let pegs = 0
for (let i = 0; i < runs; i++) {
  const started = performance.now()
  pegs = planMaterials(dataset, PLAN_DAY).pegging.length
  times.push((performance.now() - started) / 1000)
}
parentPort!.postMessage({ times, pegs })
