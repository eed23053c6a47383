export { inboxRoutes } from './inbox.route.ts'
export { type InboxNote, noteInbox } from './inbox.store.ts'
export { noteFailure } from './note-failure.ts'
