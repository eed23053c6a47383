import { Trans } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../accounts/session.ts'
import { useEdits } from '../editing/edits.tsx'
import { MergeCard } from '../editing/merge-card.tsx'
import { SaidBar } from '../editing/said-bar.tsx'
import { send } from '../rest/client.ts'
import { useLive } from '../rest/live.ts'
import { disarmGate } from '../rest/session-gate.ts'
import { useToday } from '../today/today-data.ts'
import { KeyboardMap } from './keyboard-map.tsx'
import { type Keys, useKeys } from './keys.ts'
import { Palette } from './palette.tsx'
import { PLACES } from './places.ts'
import { Rail } from './rail.tsx'
import { StateBars } from './state-bars.tsx'
import { TopBar } from './top-bar.tsx'
import './shell.css'

type Open = 'palette' | 'keys' | null

/** What stands around every place: rail, bar, palette, keys, and the last change with its undo. */
export const Shell = () => {
  const session = useSession()
  const today = useToday()
  const queries = useQueryClient()
  const { undo } = useEdits()
  const [open, setOpen] = useState<Open>(null)
  useLive(session.data !== null)
  useKeys(usePlaceKeys({ setOpen, undo }))
  const leave = async (): Promise<void> => {
    disarmGate()
    await send('DELETE', '/api/session')
    queries.clear()
    await queries.invalidateQueries()
  }
  const close = (): void => setOpen(null)
  return (
    <div className="app">
      <Rail counts={today.data ? { '/': today.data.lists.late } : {}} />
      <TopBar
        company={today.data?.company ?? ''}
        person={session.data?.name ?? null}
        onSearch={() => setOpen('palette')}
        onLeave={leave}
      >
        {today.data?.isDemo ? (
          <span className="chip">
            <Trans>Demo: generated data</Trans>
          </span>
        ) : null}
      </TopBar>
      <main className="main">
        <StateBars />
        <Outlet />
      </main>
      {open === 'palette' ? <Palette onClose={close} /> : null}
      {open === 'keys' ? <KeyboardMap onClose={close} /> : null}
      <MergeCard />
      <SaidBar />
    </div>
  )
}

function usePlaceKeys({
  setOpen,
  undo,
}: {
  readonly setOpen: (open: Open) => void
  readonly undo: () => Promise<void>
}): Keys {
  const navigate = useNavigate()
  const places = PLACES.map((place) => [`g ${place.key}`, () => void navigate({ to: place.to })] as const)
  return {
    'mod+k': () => setOpen('palette'),
    'mod+z': () => void undo(),
    '?': () => setOpen('keys'),
    ...Object.fromEntries(places),
  }
}
