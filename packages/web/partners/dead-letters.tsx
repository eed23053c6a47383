import { Plural } from '@lingui/react/macro'
import type { ExchangeStream } from '../../../schemas/rest/exchange.ts'
import { PlannerOnly } from '../accounts/planner-only.tsx'
import { useOneAct } from '../editing/use-one-act.ts'
import { Shape } from '../look/status.tsx'
import { send } from '../rest/client.ts'
import { useAct } from '../settings/use-act.ts'
import { useRefreshPartners } from './partners-data.ts'

interface DeadFacts {
  readonly partnerId: string
  readonly partner: string
  readonly dead: number
}

/** What was given up, by partner, and the way to send all of it again. */
export const DeadLetters = ({ streams }: { readonly streams: readonly ExchangeStream[] }) => {
  const byPartner = new Map<string, DeadFacts>()
  for (const { partnerId, partner, dead } of streams)
    if (dead > 0) byPartner.set(partnerId, { partnerId, partner, dead: dead + (byPartner.get(partnerId)?.dead ?? 0) })
  return [...byPartner.values()].map((one) => <DeadLine key={one.partnerId} {...one} />)
}

const DeadLine = ({ partnerId, partner, dead }: DeadFacts) => {
  const refresh = useRefreshPartners()
  const { act, wrong } = useAct(() => undefined)
  const once = useOneAct()
  const replay = async (): Promise<void> => {
    await act(() => send('POST', '/api/exchange-messages/replay', { partner: partnerId }))
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
