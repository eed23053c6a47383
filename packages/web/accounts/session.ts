import { useQuery } from '@tanstack/react-query'
import { RequestRefused, read } from '../rest/client.ts'

export interface Session {
  readonly email: string
  readonly name: string
  readonly role: string
  /** Somebody else chose the password: nothing else is answered until it is changed. */
  readonly mustChange?: boolean
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

/** As the node has them: each may all that those before may. */
export const ROLES = ['viewer', 'operator', 'supervisor', 'planner', 'owner'] as const

/** Whether the one who is logged in has a role or one above it. The node decides again: this only hides what it would refuse. */
export function useMay(least: (typeof ROLES)[number]): boolean {
  const role = useSession().data?.role
  return ROLES.findIndex((one) => one === role) >= ROLES.indexOf(least)
}
