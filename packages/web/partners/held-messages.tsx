import { Plural, Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { PartnerOfList } from '../../../schemas/rest/partners.ts'
import { PlannerOnly } from '../accounts/planner-only.tsx'
import { Shape } from '../look/status.tsx'
import { useExactMoment } from './exact-moment.tsx'
import { useReplay } from './use-replay.ts'

/** What does not go on by itself, or not soon, by partner, and the way to send all of it now. */
export const HeldMessages = ({ partners }: { readonly partners: readonly PartnerOfList[] }) =>
  partners.map(({ id, name, dead, waiting, pausedUntil }) => {
    if (dead) return <DeadLine key={id} {...{ id, name, dead }} />
    if (waiting && pausedUntil !== null) return <LeftAloneLine key={id} {...{ id, name, waiting, pausedUntil }} />
    return null
  })

const DeadLine = ({ id, name: partner, dead }: { id: string; name: string; dead: number }) => (
  <HeldLine
    id={id}
    status="late"
    act={<Plural value={dead} one="Replay # dead letter" other="Replay # dead letters" />}
  >
    <Plural
      value={dead}
      one={`# message to ${partner} was given up`}
      other={`# messages to ${partner} were given up`}
    />
  </HeldLine>
)

interface LeftAloneFacts {
  readonly id: string
  readonly name: string
  readonly waiting: number
  readonly pausedUntil: string
}

const LeftAloneLine = ({ id, name: partner, waiting, pausedUntil }: LeftAloneFacts) => {
  const until = useExactMoment()(pausedUntil)
  return (
    <HeldLine id={id} status="risk" act={<Trans>Try now</Trans>}>
      <Plural
        value={waiting}
        one={`# message waits for ${partner}, which did not answer and is left alone until ${until}`}
        other={`# messages wait for ${partner}, which did not answer and is left alone until ${until}`}
      />
    </HeldLine>
  )
}

interface HeldFacts {
  /** Of the partner. */
  readonly id: string
  readonly status: 'late' | 'risk'
  readonly act: ReactNode
  readonly children: ReactNode
}

const HeldLine = ({ id, status, act, children }: HeldFacts) => {
  const { replay, wrong } = useReplay({ partner: id })
  return (
    <p className={`row held-line ${status}`} role="status">
      <Shape status={status} />
      <span className={`t-${status}`}>{children}</span>
      {wrong === null ? null : <span className="t-late f12">{wrong}</span>}
      <span className="sp" />
      <PlannerOnly>
        <button type="button" className="btn sm" onClick={replay}>
          {act}
        </button>
      </PlannerOnly>
    </p>
  )
}
