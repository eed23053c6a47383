/**
 * Operations to be timed, taken by their place in the order: a binary heap of places without doubles. Marks are operations whose place is
 * not yet known.
 */
export class RankHeap {
  readonly #heap: Int32Array
  readonly #isIn: Uint8Array
  #size = 0
  #marked: number[] = []

  constructor(size: number) {
    this.#heap = new Int32Array(size)
    this.#isIn = new Uint8Array(size)
  }

  mark(operation: number): void {
    this.#marked.push(operation)
  }

  clear(): void {
    this.#marked.length = 0
    for (let i = 0; i < this.#size; i++) this.#isIn[this.#heap[i]!] = 0
    this.#size = 0
  }

  /** Gives the marks their places; takes the least place, −1 when there is none. */
  first(rank: Int32Array): number {
    for (const operation of this.#marked) this.add(rank[operation]!)
    this.#marked.length = 0
    return this.next()
  }

  add(place: number): void {
    if (this.#isIn[place] === 1) return
    this.#isIn[place] = 1
    const heap = this.#heap
    let i = this.#size++
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (heap[parent]! <= place) break
      heap[i] = heap[parent]!
      i = parent
    }
    heap[i] = place
  }

  next(): number {
    if (this.#size === 0) return -1
    const heap = this.#heap
    const least = heap[0]!
    this.#isIn[least] = 0
    const last = heap[--this.#size]!
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= this.#size) break
      if (child + 1 < this.#size && heap[child + 1]! < heap[child]!) child++
      if (heap[child]! >= last) break
      heap[i] = heap[child]!
      i = child
    }
    heap[i] = last
    return least
  }
}
