/** An item as the records hold it; attributes stand under `attr.` and their name. */
export interface ItemRow {
  readonly item: string
  readonly name: string | null
  readonly unit: string | null
  readonly decimals: number | null
  readonly style: string | null
  readonly [column: string]: string | number | null
}

export interface MatrixCell {
  readonly item: string
  readonly unit: string
  readonly decimals: number
}

/** One style laid out by two of its attributes, commonly colours down and sizes across. */
export interface StyleMatrix {
  readonly style: string
  readonly name: string
  readonly unit: string
  readonly rows: readonly MatrixLine[]
  readonly columns: readonly string[]
  /** Attributes that go down and across. */
  readonly axes: { readonly down: readonly string[]; readonly across: string | null }
}

export interface MatrixLine {
  readonly value: string
  /** As the items' names have it; the attribute's value where they do not say. */
  readonly label: string
  /** One for each column; null: the style does not have it. */
  readonly cells: readonly (MatrixCell | null)[]
}

/** Styles of the items in the order of the records; an item without a style is one of its own. */
export function matricesOf(
  items: readonly ItemRow[],
  wantedAcross: ReadonlySet<string>,
): ReadonlyMap<string, StyleMatrix> {
  const matrices = new Map<string, StyleMatrix>()
  for (const [style, variants] of Map.groupBy(items, (one) => one.style || one.item))
    matrices.set(style, layOut(style, variants, wantedAcross))
  return matrices
}

function layOut(style: string, variants: readonly ItemRow[], wanted: ReadonlySet<string>): StyleMatrix {
  const { across, down, names } = axesOf(variants, wanted)
  const columns = distinct(variants.map((one) => across(one)))
  const name = common(variants.map((one) => one.name ?? one.item)).trim() || style
  const rows = [...Map.groupBy(variants, down)].map(([value, line]) => ({
    value,
    label: labelOf(line, { name, across }) || value,
    cells: columns.map((column) => cellOf(line.find((one) => across(one) === column))),
  }))
  return { style, name, unit: variants[0]!.unit ?? '', rows, columns, axes: names }
}

type Axis = (item: ItemRow) => string

/** One attribute goes across, what else differs goes down; without attributes the items stand below each other. */
function axesOf(
  variants: readonly ItemRow[],
  wanted: ReadonlySet<string>,
): { readonly across: Axis; readonly down: Axis; readonly names: StyleMatrix['axes'] } {
  const names = distinct(variants.flatMap((one) => Object.keys(one).filter((name) => name.startsWith('attr.'))))
  const differing = names.filter((name) => distinct(variants.map((one) => String(one[name] ?? ''))).length > 1)
  const size = names.find((name) => wanted.has(name) && variants.some((one) => one[name])) ?? differing.at(-1)
  const others = differing.filter((name) => name !== size)
  const across: Axis = (one) => (size ? String(one[size] ?? '') : '')
  const down: Axis = (one) => others.map((name) => String(one[name] ?? '')).join(' / ')
  const places = new Set(variants.map((one) => `${down(one)}\n${across(one)}`))
  return places.size === variants.length
    ? { across, down, names: { down: others, across: size ?? null } }
    : { across: () => '', down: (one) => one.item, names: { down: [], across: null } }
}

/** What the names of a row say beyond the style and the size: 「墨绿 Moss」. */
function labelOf(line: readonly ItemRow[], { name, across }: { readonly name: string; readonly across: Axis }): string {
  const rest = line.map((one) => {
    const own = (one.name ?? '').replace(name, '').trim()
    return own.endsWith(across(one)) ? own.slice(0, own.length - across(one).length).trim() : own
  })
  return distinct(rest).length === 1 ? rest[0]! : ''
}

const cellOf = (one: ItemRow | undefined): MatrixCell | null =>
  one ? { item: one.item, unit: one.unit ?? '', decimals: one.decimals ?? 0 } : null

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)]

/** The words that all names begin with. */
function common(names: readonly string[]): string {
  const [first, ...others] = names.map((name) => name.split(' '))
  const end = first!.findIndex((word, i) => others.some((other) => other[i] !== word))
  return (end === -1 ? first! : first!.slice(0, end)).join(' ')
}
