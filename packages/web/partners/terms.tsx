import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'

type Rules = readonly { readonly action?: unknown }[]
interface Policy {
  readonly permission?: Rules
  readonly prohibition?: Rules
  readonly obligation?: Rules
}

/** What a policy allows, forbids and asks for in words, and below them whole, as the standard writes it. */
export const Terms = ({ terms }: { readonly terms: unknown }) => {
  const { permission = [], prohibition = [], obligation = [] } = policyOf(terms)
  return (
    <>
      <h3>
        <Trans>Terms</Trans>
      </h3>
      <dl className="partner-facts">
        <RuleLine name={<Trans>Allowed</Trans>} rules={permission} />
        <RuleLine name={<Trans>Forbidden</Trans>} rules={prohibition} />
        <RuleLine name={<Trans>Owed</Trans>} rules={obligation} />
      </dl>
      <details className="whole-text">
        <summary>
          <Trans>Whole, in the words of ODRL</Trans>
        </summary>
        <pre className="signed-text">{JSON.stringify(terms, null, 2)}</pre>
      </details>
    </>
  )
}

/** Of an offer, of an agreement, or the policy itself. */
function policyOf(terms: unknown): Policy {
  const { policy } = (terms ?? {}) as { readonly policy?: unknown }
  return (policy ?? terms ?? {}) as Policy
}

const RuleLine = ({ name, rules }: { readonly name: ReactNode; readonly rules: Rules }) =>
  rules.length === 0 ? null : (
    <div>
      <dt>{name}</dt>
      <dd>
        {rules.map((rule, i) => (
          <p key={`${i} ${String(rule.action)}`}>
            <RuleWords rule={rule} />
          </p>
        ))}
      </dd>
    </div>
  )

const RuleWords = ({ rule: { action, ...more } }: { readonly rule: Rules[number] }) => (
  <>
    {action === 'use' ? <Trans>to use it</Trans> : <code>{String(action)}</code>}
    {'constraint' in more || 'duty' in more ? <Trans>, under the conditions below</Trans> : null}
  </>
)
