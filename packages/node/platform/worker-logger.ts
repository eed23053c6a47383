import { Logger } from 'graphile-worker'
import { type Log, silentLog } from './log.ts'

/** The worker's own messages in our log; its "info" is detail to us. */
export const workerLogger = (log: Log = silentLog): Logger =>
  new Logger((scope) => (level, message, meta) => {
    const write = { error: log.error, warning: log.warn, info: log.debug, debug: () => {} }[level]
    write(message, { ...scope, ...meta })
  })
