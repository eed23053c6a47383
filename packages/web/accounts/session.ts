import { useQuery } from '@tanstack/react-query'
import { RequestRefused, read } from '../rest/client.ts'

export interface Session {
  readonly email: string
  readonly name: string
  readonly role: string
}

/** Who is logged in; null: nobody. */
export const useSession = () =>
  useQuery({
    queryKey: ['session'],
    staleTime: 60_000,
    queryFn: async (): Promise<Session | null> => {
      try {
        return await read<Session>('/api/session')
      } catch (error) {
        if (error instanceof RequestRefused && error.problem.status === 401) return null
        throw error
      }
    },
  })
