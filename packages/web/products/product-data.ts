import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { ProductBill, ProductRouting, ProductRow, ProductUses } from '../../../schemas/rest/products.ts'
import { plainText } from '../grid/grid-state.ts'
import { read } from '../rest/client.ts'
import { RECORDS_TOPIC } from '../rest/topics.ts'

const query = (words: Readonly<Record<string, string>>): string => new URLSearchParams(words).toString()

const products = (words: Readonly<Record<string, string>>): Promise<ListPage<ProductRow>> =>
  read<ListPage<ProductRow>>(`/api/products?${query(words)}`)

/** One item; undefined while it is read, null where there is none. */
export const useProduct = (item: string) =>
  useQuery({
    queryKey: [RECORDS_TOPIC, 'product', item],
    queryFn: async () => (await products({ filter: `item:${plainText(item)}` })).rows[0] ?? null,
  })

/** The variants of a style. */
export const useVariants = (style: string | null) =>
  useQuery({
    queryKey: [RECORDS_TOPIC, 'product-variants', style],
    queryFn: async () => (await products({ filter: `style:${plainText(style!)}`, limit: '10000' })).rows,
    enabled: style !== null,
  })

/** Items that a typed text finds, for a field that takes one. */
export const useFoundItems = (text: string) =>
  useQuery({
    queryKey: [RECORDS_TOPIC, 'product-found', text],
    queryFn: async () => (await products({ search: text, limit: '20' })).rows,
    enabled: text.trim() !== '',
    placeholderData: keepPreviousData,
  })

export const useBill = (item: string, quantity: string) =>
  useQuery({
    queryKey: [RECORDS_TOPIC, 'product-bill', item, quantity],
    queryFn: () => read<ProductBill>(`/api/product-bill?${query({ item, quantity })}`),
    placeholderData: keepPreviousData,
  })

export const useRouting = (item: string) =>
  useQuery({
    queryKey: [RECORDS_TOPIC, 'product-routing', item],
    queryFn: () => read<ProductRouting>(`/api/product-routing?${query({ item })}`),
  })

export const useUses = (item: string) =>
  useQuery({
    queryKey: [RECORDS_TOPIC, 'product-uses', item],
    queryFn: () => read<ProductUses>(`/api/product-uses?${query({ item })}`),
  })
