import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { PartnerDetail } from '../../../schemas/rest/partners.ts'
import { plainText } from '../grid/grid-state.ts'
import { useMoment } from '../settings/moment-words.ts'
import { Evidence, type Incident, IncidentName, IncidentShape, WayOut } from './incident-words.tsx'
import { OwnerOnly } from './partners-frame.tsx'
import { PinAgain } from './pin-again.tsx'

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
      <p className="incidents-all">
        <Link to="/partners/incidents" search={{ filter: `partner:${plainText(partner.name)}` } as never}>
          <Trans>All incidents with it, and closing them</Trans>
        </Link>
      </p>
    </section>
  )
}

const IncidentLine = ({ kind, what, detail, at }: Incident) => {
  const momentOf = useMoment()
  return (
    <li>
      <p className="row">
        <IncidentShape kind={kind} />
        <span>
          <b>
            <IncidentName {...{ kind, what }} />
          </b>{' '}
          <span className="q f12 nw">{momentOf(at)}</span>
        </span>
      </p>
      <p className="incident-way f12">
        <WayOut kind={kind} />
      </p>
      <Evidence {...{ what, detail }} />
    </li>
  )
}
