/** What is asked; the address holds all of it, so that a copied address asks the same. */
export interface PromiseSearch {
  /** A style, or an item that has none. */
  readonly style?: string
  /** `item:quantity` joined by `,`. */
  readonly lines?: string
  readonly wanted?: string
  readonly customer?: string
}

const NAMES = ['style', 'lines', 'wanted', 'customer'] as const

export const readPromiseSearch = (search: Record<string, unknown>): PromiseSearch =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = search[name]
      return (typeof value === 'string' || typeof value === 'number') && value !== '' ? [[name, String(value)]] : []
    }),
  )

export interface AskedLine {
  readonly item: string
  readonly quantity: string
}

/** An item's code may hold any sign, so it is written as in an address. */
export const writeLines = (lines: readonly AskedLine[]): string =>
  lines.map(({ item, quantity }) => `${encodeURIComponent(item)}:${quantity}`).join(',')

export const readLines = (text = ''): readonly AskedLine[] =>
  text.split(',').flatMap((one) => {
    const [item, quantity] = one.split(':')
    return item && quantity ? [{ item: decoded(item), quantity }] : []
  })

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
