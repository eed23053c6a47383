import { describe, expect, it } from 'vitest'
import { NEGOTIATION, nextState, type Party, TRANSFER } from './transitions.ts'

const PARTIES: readonly Party[] = ['consumer', 'provider']

describe.each([
  ['negotiation', NEGOTIATION, { beginnings: 2, edges: 14, ends: ['FINALIZED', 'TERMINATED'] }],
  ['transfer', TRANSFER, { beginnings: 1, edges: 13, ends: ['COMPLETED', 'TERMINATED'] }],
] as const)('a %s', (_, table, known) => {
  const states = [...new Set(table.map((one) => one.to))]
  const messages = [...new Set(table.map((one) => one.message))]

  it('has the edges of the Dataspace Protocol and no two for one message', () => {
    expect(table.filter((one) => one.from === null)).toHaveLength(known.beginnings)
    expect(table.filter((one) => one.from !== null)).toHaveLength(known.edges)
    expect(new Set(table.map((one) => [one.from, one.message, one.by].join('|'))).size).toBe(table.length)
  })

  it('refuses every other message in every state', () => {
    let legal = 0
    for (const from of states)
      for (const message of messages)
        for (const by of PARTIES) if (nextState<string, string>(table, from, { message, by }) !== null) legal += 1
    expect(legal).toBe(known.edges)
  })

  it('ends where nothing leads out', () => {
    expect(states.filter((state) => table.every((one) => one.from !== state)).sort()).toEqual([...known.ends].sort())
  })
})
