import { Trans } from '@lingui/react/macro'
import type { PartnerDetail } from '../../../schemas/rest/partners.ts'
import { Shape } from '../look/status.tsx'
import { useMoment } from '../settings/moment-words.ts'
import { OwnerOnly } from './partners-frame.tsx'
import { PinAgain } from './pin-again.tsx'

type Incident = PartnerDetail['incidents'][number]

/** What it did that it should not have, the newest first. */
export const IncidentList = ({ partner }: { readonly partner: PartnerDetail }) => {
  const { incidents } = partner
  if (incidents.length === 0) return null
  return (
    <section className="incidents" role="alert">
      <ul>
        {incidents.map((incident) => (
          <IncidentLine key={`${incident.at} ${incident.kind}`} {...incident} />
        ))}
      </ul>
      {incidents.some((one) => one.kind === 'unannounced-key') ? (
        <OwnerOnly>
          <PinAgain partner={partner} />
        </OwnerOnly>
      ) : null}
    </section>
  )
}

const IncidentLine = ({ kind, what, detail, at }: Incident) => {
  const momentOf = useMoment()
  return (
    <li>
      <p className="row">
        <Shape status={kind === 'rewritten-record' ? 'conflict' : 'late'} />
        <span>
          <b>
            <IncidentName {...{ kind, what, detail }} />
          </b>{' '}
          <span className="q f12 nw">{momentOf(at)}</span>
        </span>
      </p>
      <p className="incident-way f12">
        <WayOut kind={kind} />
      </p>
      <details className="whole-text">
        <summary>
          <Trans>What is kept as evidence</Trans>
        </summary>
        <pre className="signed-text">{JSON.stringify({ what, ...(detail as object) }, null, 2)}</pre>
      </details>
    </li>
  )
}

/** In the reader's words where this screen knows the kind, else as the node noted it. */
const IncidentName = ({ kind, what, detail }: Omit<Incident, 'at'>) => {
  switch (kind) {
    case 'unannounced-key':
      return <Trans>Its DID document has a key that none of its keys before announced</Trans>
    case 'message-conflict':
      return <Trans>It sent another message under a number or id that was used before</Trans>
    case 'messages-lost':
      return <Trans>It cannot give messages that are missing here</Trans>
    case 'place-given-twice':
      return <Trans>It gave place {placeOf(detail)} of the record to two messages</Trans>
    case 'rewritten-record':
      return <Trans>Its record of what was exchanged is another one than it was</Trans>
    default:
      return what
  }
}

function placeOf(detail: unknown): string {
  const { places } = detail as { readonly places?: readonly number[] }
  return places?.join(', ') ?? '?'
}

const WayOut = ({ kind }: Pick<Incident, 'kind'>) => {
  switch (kind) {
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
