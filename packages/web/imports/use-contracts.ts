import { useQuery } from '@tanstack/react-query'
import type { FileContracts } from '../../../schemas/rest/imports.ts'
import { useLanguage } from '../language/language.tsx'
import { read } from '../rest/client.ts'

export type ContractFile = FileContracts['files'][number]
export type ContractColumn = ContractFile['columns'][number]

/** What files there are, and what their columns may hold. */
export const useContracts = (): readonly ContractFile[] =>
  useQuery({
    queryKey: ['file-contracts'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await read<FileContracts>('/api/file-contracts')).files,
  }).data ?? []

/** What one of our columns is called: its meaning in Chinese, its name in English, which is the plainer word there. */
export function useColumnName(): (column: ContractColumn) => string {
  const { language } = useLanguage()
  return ({ name, meaning }) => (language === 'zh' ? meaning.zh : name.replaceAll('_', ' '))
}
