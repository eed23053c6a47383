import { describe, expect, test } from 'vitest'
import { trustOf } from './public-address.ts'

const address = { origin: 'https://a.example', name: 'a.example' }

describe('who may say for whom it asks', () => {
  test('is nobody without a public address', () => expect(trustOf(undefined)).toBe(false))

  test('is this machine, and the proxies that are named', () => {
    const trust = trustOf({ ...address, trustedProxies: ['10.0.0.5', '192.168.8.0/24', 'fd00::/8'] })
    if (trust === false) throw new Error('somebody should be trusted')
    const given = ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '10.0.0.5', '192.168.8.9', 'fd12::1']
    expect(given.filter((one) => !trust(one))).toEqual([])
    expect(['10.0.0.6', '192.168.9.1', '203.0.113.1', '2001:db8::1', '', 'localhost'].filter(trust)).toEqual([])
  })
})
