import { useQuery } from '@tanstack/react-query'
import type { ScheduleView } from '../../../schemas/rest/scheduling.ts'
import { RequestRefused, read } from '../rest/client.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'
import { readModel, type ScheduleModel } from './schedule-model.ts'

/** The current schedule; null: nothing is planned yet. */
export const useSchedule = () =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'schedule'],
    structuralSharing: false,
    queryFn: async (): Promise<ScheduleModel | null> => {
      try {
        return readModel(await read<ScheduleView>('/api/schedule'))
      } catch (error) {
        if (error instanceof RequestRefused && error.problem.status === 404) return null
        throw error
      }
    },
  })
