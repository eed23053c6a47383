interface Rule {
  readonly action?: unknown
  readonly constraint?: unknown
  readonly duty?: unknown
}
type Rules = readonly Rule[]

/** What a policy of ODRL allows, forbids and asks for, in words; its conditions are in the JSON alone. */
export function termsFacts(policy: unknown): readonly (readonly [string, string])[] {
  const { permission, prohibition, obligation } = policy as Readonly<Record<string, Rules | undefined>>
  const facts = [
    ['allowed', permission],
    ['forbidden', prohibition],
    ['owed', obligation],
  ] as const
  return facts.flatMap(([name, rules]) => (rules?.length ? [[name, rules.map(ruleWords).join('; ')] as const] : []))
}

/** The same on one line. */
export const termsText = (policy: unknown): string =>
  termsFacts(policy)
    .map((fact) => fact.join(': '))
    .join('; ')

const ruleWords = ({ action, constraint, duty }: Rule): string =>
  `${typeof action === 'string' ? action : JSON.stringify(action)}${constraint || duty ? ', on conditions (see --json)' : ''}`
