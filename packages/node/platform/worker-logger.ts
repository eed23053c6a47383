import { Logger } from 'graphile-worker'
import { type Log, silentLog } from './log.ts'

/**
 * Jobs of the courier wait for a partner nearly all of the time and hold no connection then: more of them than connections is meant, and
 * nothing that an owner could mend.
 */
const MEANT = 'WARNING: having maxPoolSize'

/** The worker's own messages in our log; its "info" is detail to us. */
export const workerLogger = (log: Log = silentLog): Logger =>
  new Logger((scope) => (level, message, meta) => {
    if (message.startsWith(MEANT)) return
    const write = { error: log.error, warning: log.warn, info: log.debug, debug: () => {} }[level]
    write(message, { ...scope, ...meta })
  })
