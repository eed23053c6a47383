import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { CheckProgress as Progress } from '../../../schemas/rest/imports.ts'
import { grouped } from '../language/words.ts'
import { useSlow } from '../look/use-slow.ts'
import { read } from '../rest/client.ts'
import { StepWords } from '../shell/task-words.tsx'
import type { RunningCheck } from './use-check.ts'

const EVERY_MS = 700

/** How far a check is that lasts, with a stop. */
export const CheckProgress = ({ running }: { readonly running: RunningCheck | null }) => {
  const { t } = useLingui()
  const isSlow = useSlow(running !== null)
  const { data } = useQuery({
    queryKey: ['import-check', running?.id],
    enabled: running !== null && isSlow,
    refetchInterval: EVERY_MS,
    retry: false,
    queryFn: () => read<Progress>(`/api/import-checks/${running!.id}`),
  })
  return (
    <span className="row check-progress">
      <span className="q">{data ? <Step step={data.step} /> : <Trans>Checking…</Trans>}</span>
      {data && data.total !== null ? (
        <>
          <progress aria-label={t`Progress of the check`} max={data.total} value={data.done} />
          <span className="q f12">
            {grouped(data.done)} / {grouped(data.total)}
          </span>
        </>
      ) : null}
      {running !== null && isSlow ? (
        <button type="button" className="btn sm" onClick={running.giveUp}>
          <Trans>Stop the check</Trans>
        </button>
      ) : null}
    </span>
  )
}

/** A check writes into a table of its own, only to compare. */
const Step = ({ step }: { readonly step: string }) =>
  step === 'writing sales' ? <Trans>Comparing with the sales that are there…</Trans> : <StepWords step={step} />
