import type { Hash } from './merkle-log.ts'

/** In lower-case hexadecimal. */
export const hexOf = (hash: Hash): string => Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** As envelopes and receipts name a hash. */
export const hashText = (hash: Hash): string => `sha-256:${hexOf(hash)}`
