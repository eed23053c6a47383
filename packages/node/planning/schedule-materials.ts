import type { Dataset } from '@headwater/domain/dataset'
import { groupBy } from '@headwater/domain/measures/keys'
import { formatMicro } from '@headwater/domain/measures/quantity'
import { localToInstant } from '@headwater/domain/measures/time-zone'
import { isOpen } from '@headwater/domain/orders/is-open'
import type { MaterialPlan, Pegging } from '@headwater/domain/plans/material-plan'
import type { UnitSequences } from '@headwater/engine/scheduling/unit-sequences'
import type { ScheduleOrder, ScheduleView } from '../../../schemas/rest/scheduling.ts'

type Supply = ScheduleOrder['supply']
type Material = ScheduleView['materials'][number]

/** From sure to unsure. */
const SURENESS: readonly Supply[] = ['stock', 'made', 'purchase_order', 'planned_order']

const isComponent = ({ demandType }: Pegging): boolean => demandType === 'planned_order' || demandType === 'work_order'

/** By order, the least sure of what its components come from. */
export function readSupply({ pegging, plannedOrders }: MaterialPlan): Map<string, Supply> {
  const made = new Set(plannedOrders.filter((one) => one.type === 'make').map((one) => one.plannedOrder))
  const supply = new Map<string, Supply>()
  for (const row of pegging) {
    if (!isComponent(row)) continue
    const isMade = row.supplyType === 'work_order' || made.has(row.supply)
    const from: Supply = isMade ? 'made' : (row.supplyType as Supply)
    const known = supply.get(row.demand) ?? 'stock'
    supply.set(row.demand, SURENESS[Math.max(SURENESS.indexOf(known), SURENESS.indexOf(from))]!)
  }
  return supply
}

/** Bought materials that scheduled orders take: when they arrive, and what takes them. */
export function materialsOf({
  dataset,
  plan,
  placed,
}: {
  dataset: Dataset
  plan: MaterialPlan
  placed: UnitSequences
}): Material[] {
  const arrivals = arrivalsOf(dataset, plan)
  const taken = groupBy(plan.pegging.filter(isComponent), (one) => one.supplyItem)
  const jobs = new Map(placed.problem.jobs.map((one, j) => [one.order, j]))
  const takes = takingOperation(dataset, placed)
  return dataset.items
    .filter((one) => one.supply === 'buy' && taken.has(one.item))
    .map(({ item, name, unit }) => ({
      item,
      name,
      unit,
      arrivals: (arrivals.get(item) ?? []).map(({ at, quantity, order, isPlanned }) => ({
        at,
        quantity,
        order,
        isPlanned,
      })),
      uses: [...new Set(taken.get(item)!.map((row) => row.demand))].flatMap((order) => {
        const job = jobs.get(order)
        return job === undefined ? [] : [takes(job, item)]
      }),
    }))
}

function arrivalsOf({ purchaseOrders, parameters }: Dataset, { plannedOrders }: MaterialPlan) {
  const at = (day: number): number => localToInstant(day, 0, parameters.timeZone)
  const ordered = purchaseOrders
    .filter((one) => isOpen(one.status))
    .map(({ item, dueDate, quantity, received, order }) => ({
      item,
      at: at(dueDate),
      quantity: formatMicro(quantity - received),
      order,
      isPlanned: false,
    }))
  const planned = plannedOrders
    .filter((one) => one.type === 'buy')
    .map(({ item, dueDate, quantity, plannedOrder }) => ({
      item,
      at: at(dueDate),
      quantity: formatMicro(quantity),
      order: plannedOrder,
      isPlanned: true,
    }))
  return groupBy([...ordered, ...planned], (one) => one.item)
}

/** The first operation of a job at which its bill takes a component. */
function takingOperation({ bills }: Dataset, { problem }: UnitSequences): (job: number, component: string) => number {
  const lines = groupBy(bills, (one) => `${one.parent}|${one.component}`)
  return (job, component) => {
    const known = lines.get(`${problem.jobs[job]!.item}|${component}`)?.map((one) => one.sequence ?? 0) ?? [0]
    const from = Math.min(...known)
    const last = problem.firstOf[job + 1]! - 1
    let operation = problem.firstOf[job]!
    while (operation < last && problem.sequence[operation]! < from) operation++
    return operation
  }
}
