const UUID = /^(?:urn:uuid:)?([0-9a-f]{8})-[0-9a-f-]{27}$/i
const PREFIX = 'urn:uuid:'

/** What is printed of an id: the first eight digits of a UUID, any other whole. */
export const shortId = (id: string): string => UUID.exec(id)?.[1] ?? id

/** Fewer could be a slip of the hand, or a variable of a script that is empty. */
const FEWEST = 4

/** Whether an id begins so, with or without what stands before its digits. */
export const beginsSo = (id: string, called: string): boolean =>
  called.length >= FEWEST && (id.startsWith(called) || (id.startsWith(PREFIX) && id.startsWith(called, PREFIX.length)))
