import { expect, test } from 'vitest'
import { storeTrouble } from './store-trouble.ts'

test.each([
  ['a full disk', { code: '53100', message: 'could not extend file' }, 'disk of the database is full'],
  ['a server that starts', { code: '57P03', message: 'the database system is in recovery mode' }, 'does not answer'],
  ['a server that is not there', { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }, 'does not answer'],
  ['a connection that was cut', new Error('Connection terminated unexpectedly'), 'does not answer'],
  ['a deadlock', { code: '40P01', message: 'deadlock detected' }, 'at the same moment'],
  ['the cause of another error', new Error('no session', { cause: { code: '57P01' } }), 'does not answer'],
])('%s is said in words', (_, error, words) => {
  expect(storeTrouble(error)).toContain(words)
})

test('a wrong statement is a bug, not trouble', () => {
  expect(storeTrouble({ code: '42601', message: 'syntax error' })).toBeUndefined()
})
