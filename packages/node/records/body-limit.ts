/** Largest import that one request carries and waits for, bytes; larger files are uploaded first. */
export const BODY = 32 * 1024 * 1024
