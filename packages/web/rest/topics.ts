/** First part of a query's key: what a live event of the node makes stale. */
export const PLAN_TOPIC = 'plan'
export const RECORDS_TOPIC = 'records'
export const TASKS_TOPIC = 'tasks'
export const INBOX_TOPIC = 'inbox'
export const PARTNERS_TOPIC = 'partners'
