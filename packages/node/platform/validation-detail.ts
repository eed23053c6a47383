import type { FastifyError, FastifyRequest } from 'fastify'

type Fault = NonNullable<FastifyError['validation']>[number]

const LONGEST_VALUE = 60
const SECRET = /password|token|secret/i
const FORMATS: Readonly<Record<string, string>> = {
  date: 'a date that exists, as 2026-03-02',
  uuid: 'an id as the node gave it (UUID)',
}

/** What the patterns of our schemas stand for. */
const PATTERNS: Readonly<Record<string, string>> = {
  '^[a-z_]{1,40}\\.(csv|xlsx)$': 'a file of the contract, as items.csv or items.xlsx',
  '^[a-z_]{1,40}$': 'the name of a file without its ending, as items',
  '^\\d{1,9}(\\.\\d{1,6})?$': 'a number with at most 9 digits before and 6 after the point, as 12.5',
  '^\\S+@\\S+$': 'a mail address, as name@company',
  '\\S': 'a text that is not blank',
}

/** What a schema refused: the field, its value, and what it should be. */
export function validationDetail(error: FastifyError, request: FastifyRequest): string {
  const faults = error.validation ?? []
  const first = faults[0]
  if (!first) return error.message
  const place = first.instancePath.replace(/^\//, '').replaceAll('/', '.')
  const given = valueAt(partOf(request, error.validationContext), first.instancePath)
  const name = place === '' ? (error.validationContext ?? 'request') : place
  if (first.keyword === 'required') return `${name} should have ${listOf(first.params.requiredProperties)}; add it`
  if (first.keyword === 'additionalProperties' || first.keyword === 'boolean')
    return `${name} is not known here; leave it out`
  const value = SECRET.test(name) || place === '' ? '' : ` (${shown(given)})`
  return `${name}${value} should ${shouldBe(first, faults)}`
}

function partOf(request: FastifyRequest, context: string | undefined): unknown {
  if (context === 'params') return request.params
  return context === 'querystring' ? request.query : request.body
}

/** Follows a JSON pointer. */
function valueAt(whole: unknown, pointer: string): unknown {
  let value = whole
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')]
  }
  return value
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}

function shouldBe(first: Fault, faults: readonly Fault[]): string {
  const choices = faults.flatMap((one) =>
    one.instancePath === first.instancePath && one.keyword === 'const' ? [String(one.params.allowedValue)] : [],
  )
  if (choices.length > 0) return `be one of ${choices.join(', ')}`
  const known =
    first.keyword === 'format' ? FORMATS[String(first.params.format)] : PATTERNS[String(first.params.pattern)]
  return known ? `be ${known}` : (first.message ?? 'be another').replace(/^must /, '')
}

const listOf = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value))
