/** A unit to be looked at, at a moment. */
export interface UnitEvent {
  readonly at: number
  readonly unit: number
}

/** Events by moment, then by unit: a binary heap. */
export class EventHeap {
  readonly #heap: UnitEvent[] = []

  push(event: UnitEvent): void {
    const heap = this.#heap
    let i = heap.length
    heap.push(event)
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!isBefore(event, heap[parent]!)) break
      heap[i] = heap[parent]!
      i = parent
    }
    heap[i] = event
  }

  pop(): UnitEvent | null {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined) return null
    if (heap.length === 0) return first
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++
      if (!isBefore(heap[child]!, last)) break
      heap[i] = heap[child]!
      i = child
    }
    heap[i] = last
    return first
  }
}

const isBefore = (a: UnitEvent, b: UnitEvent): boolean => a.at < b.at || (a.at === b.at && a.unit < b.unit)
