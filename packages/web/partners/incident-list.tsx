import { Trans } from '@lingui/react/macro'
import type { PartnerDetail } from '../../../schemas/rest/partners.ts'
import { Shape } from '../look/status.tsx'
import { useMoment } from '../settings/moment-words.ts'
import { OwnerOnly } from './partners-frame.tsx'
import { PinAgain } from './pin-again.tsx'

/** What it did that it should not have, the newest first. */
export const IncidentList = ({ partner }: { readonly partner: PartnerDetail }) => {
  const momentOf = useMoment()
  const { incidents } = partner
  if (incidents.length === 0) return null
  return (
    <section className="incidents" role="alert">
      <ul>
        {incidents.map(({ kind, what, at }) => (
          <li key={`${at} ${kind}`} className="row">
            <Shape status="late" />
            <span>
              <b>
                <IncidentName kind={kind} what={what} />
              </b>{' '}
              <span className="q f12 nw">{momentOf(at)}</span>
            </span>
          </li>
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

/** In the reader's words where this screen knows the kind, else as the node noted it. */
const IncidentName = ({ kind, what }: { readonly kind: string; readonly what: string }) =>
  kind === 'unannounced-key' ? (
    <Trans>Its DID document has a key that none of its keys before announced</Trans>
  ) : (
    <>{what}</>
  )
