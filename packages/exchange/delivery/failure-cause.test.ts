import { expect, test } from 'vitest'
import { failureCause } from './failure-cause.ts'

test.each([
  [null, 'maker.example could not be reached: ECONNREFUSED', 'unreachable'],
  [null, 'maker.example gave no whole answer in 5000 ms', 'unreachable'],
  [null, 'name (maker.example) has no address', 'unreachable'],
  [null, 'address (http://10.0.0.1) should begin with https://', 'forbidden-address'],
  [null, 'name (maker.example) should lead to public addresses, not to 10.0.0.1', 'forbidden-address'],
  [null, 'maker.example should answer itself, not send on (301)', 'moved'],
  [null, 'maker.example should answer with at most 524288 bytes', 'unusable-answer'],
  [401, '{"detail":"token should have exp"}', 'token-refused'],
  [403, '{"detail":"did:web:brand.example is no partner of this node"}', 'stranger'],
  [404, '', 'missing'],
  [429, '', 'later'],
  [503, '', 'failing'],
  [413, '', 'too-large'],
  [400, 'rejected: transfer t-1 has ended', 'rejected'],
  [409, 'conflict: seq (3) was used for another message of this transfer', 'conflict'],
  [202, 'conflict: messageId (…) was used for another message', 'conflict'],
  [202, 'The partner misses what comes after 4', 'gap'],
  [202, 'The receipt is not signed by the partner: no key', 'unproven-receipt'],
  [422, 'state', 'rejected'],
] as const)('status %s with "%s" means %s', (status, answer, cause) => {
  expect(failureCause({ status, answer })).toBe(cause)
})
