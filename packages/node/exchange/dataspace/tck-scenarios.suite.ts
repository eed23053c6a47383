import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a node under test is told to do by itself in one test of the conformance suite (DSP TCK 1.0.1). */
export interface Reaction {
  readonly test: string
  /** Of the dataset, or of what the agreement is about. */
  readonly id: string
  /** The side of the node under test. */
  readonly role: 'consumer' | 'provider'
  readonly rules: { readonly negotiation: readonly unknown[]; readonly transfer: readonly unknown[] }
}

export const REACTIONS = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../fixtures/conformance/dsp-tck-reactions.json'), 'utf8'),
) as readonly Reaction[]

/**
 * The scenarios of the suite as facts: what the other connector does (`→` says, `✗` says and is refused), what it hears of the node (`←`)
 * and which state the node is in (`=`). Those of the provider begin with a request of the consumer.
 */
export const SCENARIOS: Readonly<Record<string, string>> = {
  'CN:01-01': '←offer →termination =TERMINATED',
  'CN:01-02': '←offer →request ←termination =TERMINATED',
  'CN:01-03': '←offer →accepted ←agreement →verification ←finalized =FINALIZED',
  'CN:01-04': '←agreement →verification ←finalized =FINALIZED',
  'CN:02-01': '←termination =TERMINATED',
  'CN:02-02': '→termination =TERMINATED',
  'CN:02-03': '←agreement =AGREED →termination =TERMINATED',
  'CN:02-04': '←offer =OFFERED →termination =TERMINATED',
  'CN:02-05': '←offer ←termination =TERMINATED',
  'CN:02-06': '←offer →accepted ←termination =TERMINATED',
  'CN:02-07': '←agreement →verification ←termination =TERMINATED',
  'CN:03-01': '←agreement →verification ←finalized ✗termination =FINALIZED',
  'CN:03-02': '←offer ✗verification =OFFERED',
  'CN:03-03': '←offer →accepted ✗verification =ACCEPTED',
  'CN:03-04': '←offer →request ✗request =REQUESTED',
  'CN_C:01-01': '→offer ←accepted →agreement ←verification →finalized =FINALIZED',
  'CN_C:01-02': '→offer ←request →termination =TERMINATED',
  'CN_C:01-03': '→offer ←termination =TERMINATED',
  'CN_C:01-04': '→agreement ←verification →finalized =FINALIZED',
  'CN_C:02-01': '→termination =TERMINATED',
  'CN_C:02-02': '←termination =TERMINATED',
  'CN_C:02-03': '→agreement ←termination =TERMINATED',
  'CN_C:02-04': '→offer =OFFERED →termination =TERMINATED',
  'CN_C:02-05': '→offer ←accepted →termination =TERMINATED',
  'CN_C:02-06': '→agreement ←verification →termination =TERMINATED',
  'CN_C:03-01': '✗finalized =REQUESTED',
  'CN_C:03-02': '→offer =OFFERED ✗agreement =OFFERED',
  'CN_C:03-03': '→offer ✗finalized =OFFERED',
  'CN_C:03-04': '→offer ←accepted ✗finalized =ACCEPTED',
  'CN_C:03-05': '→offer ←accepted ✗offer =ACCEPTED',
  'CN_C:03-06': '→offer ←accepted →agreement ✗finalized =AGREED',
  'TP:01-01': '←start ←termination =TERMINATED',
  'TP:01-02': '←start ←completion =COMPLETED',
  'TP:01-03': '←start ←suspension ←termination =TERMINATED',
  'TP:01-04': '←start ←suspension ←start ←completion =COMPLETED',
  'TP:01-05': '←termination =TERMINATED',
  'TP:02-01': '←start =STARTED →termination =TERMINATED',
  'TP:02-02': '←start =STARTED →completion =COMPLETED',
  'TP:02-03': '←start =STARTED →suspension =SUSPENDED →termination =TERMINATED',
  'TP:02-04': '←start =STARTED →suspension =SUSPENDED →start =STARTED →completion =COMPLETED',
  'TP:02-05': '→termination =TERMINATED',
  'TP:03-01': '=REQUESTED ✗completion =REQUESTED',
  'TP:03-02': '=REQUESTED ✗suspension =REQUESTED',
  'TP:03-03': '←start →suspension =SUSPENDED ✗completion =SUSPENDED',
  'TP:03-04': '←start →termination ✗start =TERMINATED',
  'TP:03-05': '←start →termination ✗suspension =TERMINATED',
  'TP:03-06': '←start →termination ✗completion =TERMINATED',
  'TP_C:01-01': '→start =STARTED →termination =TERMINATED',
  'TP_C:01-02': '→start =STARTED →completion =COMPLETED',
  'TP_C:01-03': '→start →suspension =SUSPENDED →termination =TERMINATED',
  'TP_C:01-04': '→start →suspension →start =STARTED →completion =COMPLETED',
  'TP_C:01-05': '→termination =TERMINATED',
  'TP_C:02-01': '→start ←termination =TERMINATED',
  'TP_C:02-02': '→start ←completion =COMPLETED',
  'TP_C:02-03': '→start ←suspension ←termination =TERMINATED',
  'TP_C:02-04': '→start ←suspension ←start ←completion =COMPLETED',
  'TP_C:02-05': '←termination =TERMINATED',
  'TP_C:03-01': '✗completion =REQUESTED',
  'TP_C:03-02': '✗suspension =REQUESTED',
  'TP_C:03-03': '→start →suspension ✗completion =SUSPENDED',
  'TP_C:03-04': '→start →termination ✗start =TERMINATED',
  'TP_C:03-05': '→start →termination ✗suspension =TERMINATED',
  'TP_C:03-06': '→start →termination ✗completion =TERMINATED',
}

/** Left out by the suite itself; they hold here. */
export const DISABLED = ['TP:02-04', 'TP_C:02-04']
