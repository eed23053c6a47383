/** SQL of the number of the current plan: the newest run. */
export const CURRENT = '(select max(id) from plan_run)'
