import { describe, expect, it } from 'vitest'
import { readFilter } from './catalogue.ts'
import {
  receiveInTransfer,
  requestOfTransfer,
  speakInTransfer,
  type Transfer,
  transferAcknowledged,
} from './transfer.ts'
import { mayDoInTransfer, transferRulesFault } from './transfer-rules.ts'

const transfer = (more: Partial<Transfer> = {}): Transfer => ({
  role: 'provider',
  ownPid: 'ours',
  partnerPid: 'theirs',
  state: 'REQUESTED',
  format: 'HttpData-PUSH',
  dataAddress: null,
  rules: [{ on: 'requested', do: ['start', 'suspend', 'terminate'] }],
  todo: [],
  note: '',
  ...more,
})

describe('a transfer', () => {
  it('goes through a sequence of its rules, a step at a time', () => {
    const told = transferAcknowledged(
      transfer({ role: 'consumer', partnerPid: null, rules: [{ on: 'requested', do: ['terminate'] }] }),
      'p',
    )
    expect(told.todo).toEqual(['terminate'])
    const started = speakInTransfer(transfer({ todo: ['start', 'suspend'] }), 'start')
    expect(started).toMatchObject({
      value: { after: { state: 'STARTED', todo: ['suspend'] }, path: '/transfers/theirs/start' },
    })
  })

  it('drops what it meant to do when the partner or a person does something else', () => {
    const received = receiveInTransfer(transfer({ state: 'STARTED', todo: ['complete'] }), {
      message: 'suspension',
      partnerPid: 'theirs',
      reason: { reason: ['stock-taking'] },
    })
    expect(received).toMatchObject({ value: { state: 'SUSPENDED', todo: [], note: 'stock-taking' } })
    expect(speakInTransfer(transfer({ state: 'STARTED', todo: ['complete'] }), 'suspend')).toMatchObject({
      value: { after: { todo: [] } },
    })
  })

  it('refuses what the table does not know, and another pid', () => {
    expect(receiveInTransfer(transfer(), { message: 'completion', partnerPid: 'theirs' }).ok).toBe(false)
    expect(receiveInTransfer(transfer(), { message: 'termination', partnerPid: 'another' }).ok).toBe(false)
    expect(speakInTransfer(transfer({ role: 'consumer' }), 'start')).toMatchObject({ failure: { reason: 'conflict' } })
    expect(mayDoInTransfer('SUSPENDED', 'consumer')).toEqual(['start', 'terminate'])
  })

  it('is asked for with the place that data is pushed to', () => {
    const dataAddress = { '@type': 'DataAddress', endpointType: 'urn:x', endpoint: 'https://us.example/inbox' }
    const { body } = requestOfTransfer(transfer({ role: 'consumer', dataAddress }), {
      agreementId: 'a',
      callbackAddress: 'https://us',
    })
    expect(body).toMatchObject({ consumerPid: 'ours', agreementId: 'a', dataAddress, callbackAddress: 'https://us' })
  })

  it('takes only rules that the protocol has steps for', () => {
    expect(
      transferRulesFault([{ on: 'requested', do: ['start', 'suspend', 'start', 'complete'] }], 'provider'),
    ).toBeNull()
    expect(transferRulesFault([{ on: 'requested', do: ['start'] }], 'consumer')).toContain('start')
    expect(transferRulesFault([{ on: 'requested', do: ['complete'] }], 'provider')).toContain('complete')
  })
})

describe('a filter of the catalogue', () => {
  it('is none, an aspect, or refused', () => {
    expect(readFilter([])).toBeNull()
    const one = { leftOperand: 'dct:conformsTo', operator: 'eq', rightOperand: 'item_stock:2.0.0' }
    expect(readFilter([one])).toBe('item_stock:2.0.0')
    for (const other of [
      [one, one],
      [{ ...one, operator: 'gt' }],
      [{ ...one, more: 1 }],
      ['x'],
      [null],
      [{ ...one, rightOperand: 1 }],
    ])
      expect(readFilter(other)).toBeUndefined()
  })
})
