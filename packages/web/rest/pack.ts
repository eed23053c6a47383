import { useQuery } from '@tanstack/react-query'
import type { PackView } from '../../../schemas/rest/packs.ts'
import { useLanguage } from '../language/language.tsx'
import { read } from './client.ts'

type Attribute = PackView['attributes'][number]

/** Attributes of the company's industry; none until they are read. */
export function usePackAttributes(): readonly Attribute[] {
  const { data } = useQuery({ queryKey: ['pack'], queryFn: () => read<PackView>('/api/pack'), staleTime: Infinity })
  return data?.attributes ?? NONE
}

const NONE: readonly Attribute[] = []

/** Names under which an attribute stands in the records: `attr.size`, `attr.尺寸`. */
const columnsOf = ({ attribute, aliases = [] }: Attribute): readonly string[] =>
  [attribute, ...aliases].map((one) => `attr.${one}`)

/** The name of an attribute in the reader's language; one that the industry does not know is called as its column is. */
export function useAttributeName(): (column: string) => string {
  const { language } = useLanguage()
  const attributes = usePackAttributes()
  return (column) =>
    attributes.find((one) => columnsOf(one).includes(column))?.name[language] ?? column.replace(/^attr\./, '')
}

/** The attribute whose values go across in the matrix of a style, by any of its names. */
export function useAcross(): ReadonlySet<string> {
  const attributes = usePackAttributes()
  return new Set(attributes.filter((one) => one.axis === 'row').flatMap(columnsOf))
}
