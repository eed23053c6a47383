/**
 * Joins what comes while work is under way into the next piece of work: under load many share one transaction, and what comes alone waits for
 * nobody. `work` answers one result for each, in their order; where it fails for several, each is tried by itself, so that one does not fail
 * the others.
 */
export function gathering<In, Out>(
  work: (items: readonly In[]) => Promise<readonly Out[]>,
  most: number,
): (item: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = []
  let isBusy = false
  const next = async (): Promise<void> => {
    isBusy = true
    while (waiting.length > 0) await settle(work, waiting.splice(0, most))
    isBusy = false
  }
  return (item) =>
    new Promise((done, fail) => {
      waiting.push({ item, done, fail })
      if (!isBusy) void next()
    })
}

interface Waiting<In, Out> {
  readonly item: In
  readonly done: (out: Out) => void
  readonly fail: (error: unknown) => void
}

async function settle<In, Out>(
  work: (items: readonly In[]) => Promise<readonly Out[]>,
  batch: readonly Waiting<In, Out>[],
): Promise<void> {
  try {
    const results = await work(batch.map((one) => one.item))
    for (const [i, one] of batch.entries()) one.done(results[i]!)
  } catch (error) {
    if (batch.length === 1) return batch[0]!.fail(error)
    for (const one of batch) await settle(work, [one])
  }
}
