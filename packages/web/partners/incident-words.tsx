import { Trans } from '@lingui/react/macro'
import type { PartnerDetail } from '../../../schemas/rest/partners.ts'
import { Shape } from '../look/status.tsx'

export type Incident = PartnerDetail['incidents'][number]

/** What contradicts what both hold is a conflict. */
const CONFLICTS = ['rewritten-record', 'agreement-disputed']

export const IncidentShape = ({ kind }: Pick<Incident, 'kind'>) => (
  <Shape status={CONFLICTS.includes(kind) ? 'conflict' : 'late'} />
)

/** What was signed, and what it contradicts, as it is kept. */
export const Evidence = ({ what, detail }: Pick<Incident, 'what' | 'detail'>) => (
  <details className="whole-text">
    <summary>
      <Trans>What is kept as evidence</Trans>
    </summary>
    <pre className="signed-text">{JSON.stringify({ what, ...(detail as object) }, null, 2)}</pre>
  </details>
)

/** In the reader's words where this screen knows the kind, else as the node noted it. */
export const IncidentName = ({ kind, what }: Pick<Incident, 'kind' | 'what'>) => {
  switch (kind) {
    case 'agreement-disputed':
      return <Trans>It has signed another text of an agreement than we hold</Trans>
    case 'unannounced-key':
      return <Trans>Its DID document has a key that none of its keys before announced</Trans>
    case 'message-conflict':
      return <Trans>It sent another message under a number or id that was used before</Trans>
    case 'messages-lost':
      return <Trans>It cannot give messages that are missing here</Trans>
    case 'place-given-twice':
      return <Trans>It gave one place of the record to two messages</Trans>
    case 'rewritten-record':
      return <Trans>Its record of what was exchanged is another one than it was</Trans>
    default:
      return what
  }
}

/** What people do about it. */
export const WayOut = ({ kind }: Pick<Incident, 'kind'>) => {
  switch (kind) {
    case 'agreement-disputed':
      return <Trans>No data is asked for by it. Compare the text on both sides, and agree anew.</Trans>
    case 'unannounced-key':
      return <Trans>Calls with this key are refused until you trust it.</Trans>
    case 'message-conflict':
      return <Trans>The first one holds; both are kept. Call the partner: a restored backup is the usual cause.</Trans>
    case 'messages-lost':
      return <Trans>Ask the partner to send them anew, or to restore its backup.</Trans>
    case 'place-given-twice':
    case 'rewritten-record':
      return (
        <Trans>What it signed is kept. Export the record, call the partner, and suspend it if it cannot say why.</Trans>
      )
    default:
      return null
  }
}
