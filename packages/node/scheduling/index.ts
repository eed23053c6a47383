export { schedulingRoutes } from './schedule.route.ts'
export { searchScheduleTask } from './search-schedule.task.ts'
export { SEARCH_TASK } from './search-schedule.ts'
