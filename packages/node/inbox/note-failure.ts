import type { Session } from '../platform/database.ts'
import { noteInbox } from './inbox.store.ts'

const MOST = 500

/** Tells that background work failed, and with which words. */
export const noteFailure = (
  session: Session,
  { kind, task }: { readonly kind: 'plan-failed' | 'import-failed'; readonly task: string },
  error: unknown,
): Promise<void> => {
  const message = (error instanceof Error ? error.message : String(error)).slice(0, MOST)
  return noteInbox(session, [{ kind, subject: task, facts: { message } }]).catch(() => {})
}
