import { Plural } from '@lingui/react/macro'
import type { PartnerOfList } from '../../../schemas/rest/partners.ts'
import { PlannerOnly } from '../accounts/planner-only.tsx'
import { useOneAct } from '../editing/use-one-act.ts'
import { Shape } from '../look/status.tsx'
import { send } from '../rest/client.ts'
import { useAct } from '../settings/use-act.ts'
import { useRefreshPartners } from './partners-data.ts'

/** What was given up, by partner, and the way to send all of it again. */
export const DeadLetters = ({ partners }: { readonly partners: readonly PartnerOfList[] }) =>
  partners.map(({ id, name, dead }) => (dead ? <DeadLine key={id} {...{ id, name, dead }} /> : null))

interface DeadFacts {
  readonly id: string
  readonly name: string
  readonly dead: number
}

const DeadLine = ({ id, name: partner, dead }: DeadFacts) => {
  const refresh = useRefreshPartners()
  const { act, wrong } = useAct(() => undefined)
  const once = useOneAct()
  const replay = async (): Promise<void> => {
    await act(() => send('POST', '/api/exchange-messages/replay', { partner: id }))
    await refresh()
  }
  return (
    <p className="row dead-line" role="status">
      <Shape status="late" />
      <span className="t-late">
        <Plural
          value={dead}
          one={`# message to ${partner} was given up`}
          other={`# messages to ${partner} were given up`}
        />
      </span>
      {wrong === null ? null : <span className="t-late f12">{wrong}</span>}
      <span className="sp" />
      <PlannerOnly>
        <button type="button" className="btn sm" onClick={() => void once(replay)}>
          <Plural value={dead} one="Replay # dead letter" other="Replay # dead letters" />
        </button>
      </PlannerOnly>
    </p>
  )
}
