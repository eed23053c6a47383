import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { NewestSearch, SearchView } from '../../../schemas/rest/scheduling.ts'
import { grouped } from '../language/words.ts'
import { read, send } from '../rest/client.ts'

const KEY = ['schedule-search'] as const
const POLL_MS = 500
/** Seconds of a search. */
const SECONDS = 60

const isActive = (search: SearchView | null | undefined): search is SearchView =>
  search?.state === 'queued' || search?.state === 'running'

/** A search for a better schedule: begun, watched, kept or stopped. */
export const SearchControl = () => {
  const queries = useQueryClient()
  const [seed, setSeed] = useState(1)
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: () => read<NewestSearch>('/api/schedule/searches/newest'),
    refetchInterval: ({ state }) => (isActive(state.data?.search) ? POLL_MS : false),
  })
  const act = async (method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<void> => {
    await send(method, path, body)
    await queries.invalidateQueries({ queryKey: KEY })
  }
  const search = data?.search
  if (isActive(search))
    return (
      <Running
        search={search}
        onKeep={() => void act('POST', `/api/schedule/searches/${search.task}/keep`)}
        onStop={() => void act('DELETE', `/api/tasks/${search.task}`)}
      />
    )
  const start = (): void => {
    setSeed(seed + 1)
    void act('POST', '/api/schedule/searches', { seconds: SECONDS, seed })
  }
  return (
    <button type="button" className="btn pri" onClick={start}>
      <Trans>Search {SECONDS} s for less lateness</Trans>
    </button>
  )
}

interface RunningFacts {
  readonly search: SearchView
  readonly onKeep: () => void
  readonly onStop: () => void
}

const Running = ({ search, onKeep, onStop }: RunningFacts) => {
  const { t } = useLingui()
  const { elapsed, seconds, late, first, bound } = search
  const whole = Math.round(elapsed)
  const best = late === null ? '–' : grouped(Math.round(late))
  const least = bound === null ? '–' : grouped(Math.round(bound))
  const gained = late === null || first === null ? 0 : Math.round(first - late)
  return (
    <div className="searching" role="status" aria-label={t`Search for a better schedule`}>
      <Curve search={search} />
      <span className="f12 nw">
        {late === null ? (
          <Trans>Waiting for its turn…</Trans>
        ) : (
          <>
            <Trans>
              best <b>{best} h</b> late by weight
            </Trans>{' '}
            {gained > 0 ? <span className="t-done b">−{grouped(gained)}</span> : null}{' '}
            <span className="q">
              <Trans>
                bound {least} h · {whole} of {seconds} s
              </Trans>
            </span>
          </>
        )}
      </span>
      <button type="button" className="btn pri" onClick={onKeep} disabled={late === null}>
        <Trans>Keep the best now</Trans>
      </button>
      <button type="button" className="btn" onClick={onStop}>
        <Trans>Stop, keep nothing</Trans>
      </button>
    </div>
  )
}

const WIDE = 90
const HIGH = 24

/** Lateness of the best schedule over time, above the bound. */
const Curve = ({ search }: { readonly search: SearchView }) => {
  const { trace, seconds, first } = search
  const least = search.late ?? 0
  const span = Math.max((first ?? least) - least, 1e-6)
  const y = (late: number): number => 3 + ((first ?? late) - late) * ((HIGH - 6) / span)
  const x = (at: number): number => Math.min(1, at / seconds) * WIDE
  let path = ''
  for (const [i, point] of trace.entries())
    path += i === 0 ? `M${x(point.at)} ${y(point.late)}` : `H${x(point.at)}V${y(point.late)}`
  if (trace.length > 0) path += `H${x(search.elapsed)}`
  return (
    <svg width={WIDE} height={HIGH} aria-hidden="true">
      <path d={`M0 ${HIGH - 1}H${WIDE}`} stroke="var(--edge)" strokeDasharray="2 3" />
      <path d={path} stroke="var(--accent)" fill="none" strokeWidth={1.5} />
    </svg>
  )
}
