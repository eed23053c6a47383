/** A cell by its row and its column in the order shown. */
export interface CellPlace {
  readonly row: number
  readonly column: number
}

/** A block of cells: where it was begun, and the corner that moves. */
export interface CellRange {
  readonly anchor: CellPlace
  readonly head: CellPlace
}

export interface CellBox {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export const boxOf = ({ anchor, head }: CellRange): CellBox => ({
  top: Math.min(anchor.row, head.row),
  bottom: Math.max(anchor.row, head.row),
  left: Math.min(anchor.column, head.column),
  right: Math.max(anchor.column, head.column),
})

export const isOneCell = ({ anchor, head }: CellRange): boolean =>
  anchor.row === head.row && anchor.column === head.column

export const rangeAt = (place: CellPlace): CellRange => ({ anchor: place, head: place })
