const HOPEFUL = 2

/**
 * Operations to be timed, taken by their place in the order: a binary heap of places without doubles. Marks are operations whose place is
 * not yet known. A place is hopeful when something before it became earlier, so that it may become earlier itself.
 */
export class RankHeap {
  readonly #heap: Int32Array
  readonly #isIn: Uint8Array
  #size = 0
  /** How many places in the heap are hopeful. */
  hopeful = 0
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
    this.hopeful = 0
  }

  /** Gives the marks their places; takes the least place, −1 when there is none. */
  first(rank: Int32Array): number {
    for (const operation of this.#marked) this.add(rank[operation]!, true)
    this.#marked.length = 0
    return this.next()
  }

  add(place: number, isHopeful: boolean): void {
    const known = this.#isIn[place]!
    if (isHopeful && known !== HOPEFUL) this.hopeful++
    if (known === 0 || isHopeful) this.#isIn[place] = isHopeful ? HOPEFUL : 1
    if (known !== 0) return
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
    if (this.#isIn[least] === HOPEFUL) this.hopeful--
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
