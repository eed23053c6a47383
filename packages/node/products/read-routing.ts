import type { ProductRouting } from '../../../schemas/rest/products.ts'
import type { Session } from '../platform/database.ts'
import { loadSteps, loadWorkCenters } from './routing.store.ts'

/** The operations of an item in their order; without any where nobody gave them. */
export async function readRouting(session: Session, item: string): Promise<ProductRouting> {
  const steps = await loadSteps(session, item)
  const owner = steps[0]?.owner ?? null
  return {
    item,
    owner,
    isOfStyle: owner !== null && owner !== item,
    steps: steps.map(({ owner: _owner, ...step }) => step),
    workCenters: await loadWorkCenters(session),
  }
}
