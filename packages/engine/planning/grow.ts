type Column = Int32Array | Float64Array | Uint8Array

/** A column with room for so many: itself, or a copy of at least twice its length. */
export function grow<C extends Column>(column: C, length: number): C {
  if (length <= column.length) return column
  const wider = new (column.constructor as new (length: number) => C)(Math.max(length, 2 * column.length))
  wider.set(column)
  return wider
}
