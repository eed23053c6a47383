/** A list that is read in order; an array is one. */
export interface Rows<T> extends Iterable<T> {
  readonly length: number
  readonly map: <U>(change: (row: T, index: number) => U) => Rows<U>
  readonly filter: (isWanted: (row: T) => boolean) => readonly T[]
}

/**
 * Rows that are made anew whenever they are read. A million of them stay in columns, which cost a tenth of as many objects and
 * nothing while they rest; who reads the same rows often, or sends them to another thread, keeps them: `[...rows]`.
 */
export const rowsOf = <T>(length: number, rowAt: (index: number) => T): Rows<T> => new MadeRows(length, rowAt)

class MadeRows<T> implements Rows<T> {
  readonly length: number
  readonly #rowAt: (index: number) => T

  constructor(length: number, rowAt: (index: number) => T) {
    this.length = length
    this.#rowAt = rowAt
  }

  *[Symbol.iterator](): Generator<T> {
    for (let i = 0; i < this.length; i++) yield this.#rowAt(i)
  }

  map<U>(change: (row: T, index: number) => U): Rows<U> {
    return new MadeRows(this.length, (i) => change(this.#rowAt(i), i))
  }

  filter(isWanted: (row: T) => boolean): T[] {
    const wanted: T[] = []
    for (const row of this) if (isWanted(row)) wanted.push(row)
    return wanted
  }
}
