import { hash } from 'node:crypto'

/** The platform's SHA-256, as the core takes it. */
export const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer')
