import type { ExchangeReplay } from '../../../schemas/rest/exchange.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { send } from '../rest/client.ts'
import { useAct } from '../settings/use-act.ts'
import { useRefreshPartners } from './partners-data.ts'

/** Sends again what was given up, or what waits for a partner that is left alone; once, however often it is clicked. */
export function useReplay(which: ExchangeReplay) {
  const refresh = useRefreshPartners()
  const { act, wrong } = useAct(() => undefined)
  const once = useOneAct()
  const replay = async (): Promise<void> => {
    await act(() => send('POST', '/api/exchange-messages/replay', which))
    await refresh()
  }
  return { replay: () => void once(replay), wrong }
}
