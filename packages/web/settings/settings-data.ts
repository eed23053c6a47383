import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PersonView, Roles, Tokens } from '../../../schemas/rest/accounts.ts'
import type { AuditEntryView } from '../../../schemas/rest/auditing.ts'
import type { Backups } from '../../../schemas/rest/backups.ts'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { NodeFacts, Parameters } from '../../../schemas/rest/node-facts.ts'
import type { Tasks } from '../../../schemas/rest/planning.ts'
import { read } from '../rest/client.ts'
import { RECORDS_TOPIC, TASKS_TOPIC } from '../rest/topics.ts'

const SETTINGS = 'settings'

const useRead = <T>(topic: string, path: string, enabled = true) =>
  useQuery({ queryKey: [topic, path], queryFn: () => read<T>(path), enabled })

export const usePeople = (enabled: boolean) =>
  useRead<{ readonly people: readonly PersonView[] }>(SETTINGS, '/api/people', enabled)
export const useRoles = () => useRead<Roles>(SETTINGS, '/api/roles')
export const useTokens = (enabled: boolean) => useRead<Tokens>(SETTINGS, '/api/tokens', enabled)
/** `stamp` says when there may be another: the newest task and its state. */
export const useBackups = (enabled: boolean, stamp: string) =>
  useQuery({
    queryKey: [SETTINGS, 'backups', stamp],
    queryFn: () => read<Backups>('/api/backups'),
    enabled,
    placeholderData: keepPreviousData,
  })
export const useNodeFacts = (enabled: boolean) => useRead<NodeFacts>(SETTINGS, '/api/node', enabled)
export const useParameters = () => useRead<Parameters>(RECORDS_TOPIC, '/api/parameters')
export const useAuditEntry = (id: string) =>
  useRead<AuditEntryView>(RECORDS_TOPIC, `/api/audit-entry?id=${encodeURIComponent(id)}`)

export type RecordRow = Readonly<Record<string, string | number | null>>

export const useRecords = (file: string) =>
  useQuery({
    queryKey: [RECORDS_TOPIC, 'records', file],
    queryFn: async () => (await read<ListPage<RecordRow>>(`/api/records/${file}?limit=10000`)).rows,
  })

/** Reads the lists of the settings again after a change. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: [SETTINGS] })
}

const POLL_MS = 500

/** The newest task of a kind, followed while it goes on. */
export const useNewestTask = (name: string) =>
  useQuery({
    queryKey: [TASKS_TOPIC, name],
    queryFn: async () => (await read<Tasks>('/api/tasks')).tasks.find((one) => one.name === name) ?? null,
    refetchInterval: ({ state }) =>
      state.data?.state === 'queued' || state.data?.state === 'running' ? POLL_MS : false,
  })
