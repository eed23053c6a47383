/** What a policy of ODRL allows, forbids and asks for, in words; its conditions are in the JSON alone. A partner's may have any form. */
export function termsFacts(policy: unknown): readonly (readonly [string, string])[] {
  const { permission, prohibition, obligation } = policy as Readonly<Record<string, unknown>>
  const facts = [
    ['allowed', permission],
    ['forbidden', prohibition],
    ['owed', obligation],
  ] as const
  return facts
    .map(([name, rules]) => [name, [rules ?? []].flat().map(ruleWords).join('; ')] as const)
    .filter(([, words]) => words !== '')
}

/** The same on one line. */
export const termsText = (policy: unknown): string =>
  termsFacts(policy)
    .map((fact) => fact.join(': '))
    .join('; ')

function ruleWords(rule: unknown): string {
  if (typeof rule !== 'object' || rule === null) return String(rule)
  const { action, constraint, duty } = rule as Readonly<Record<string, unknown>>
  return `${typeof action === 'string' ? action : JSON.stringify(action)}${constraint || duty ? ', on conditions (see --json)' : ''}`
}
