import { parentPort, workerData } from 'node:worker_threads'
import { scheduleFactory } from '@headwater/engine/scheduling/schedule-factory'
import type { ScheduleSearch } from './search-schedule.ts'

const { search, stop, deadline } = workerData as { search: ScheduleSearch; stop: Int32Array; deadline: number }

const { dataset, plan, start, seed, iterations } = search
const shouldStop = (): boolean => Atomics.load(stop, 0) === 1 || Date.now() >= deadline

parentPort!.postMessage(
  scheduleFactory(dataset, plan, start, { seed, shouldStop, ...(iterations === null ? {} : { iterations }) }),
)
