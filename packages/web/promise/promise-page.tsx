import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { ClockView } from '../../../schemas/rest/clock.ts'
import type { PromisedLines } from '../../../schemas/rest/promising.ts'
import { useEdits } from '../editing/edits.tsx'
import { grouped } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { Shape } from '../look/status.tsx'
import { useSlow } from '../look/use-slow.ts'
import { read } from '../rest/client.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'
import { DEMAND_TABS, PlaceTabs } from '../shell/place-tabs.tsx'
import { AnswerPanel, BindingPanel, LeverPanel } from './answer-panel.tsx'
import { sumOf } from './answer-sums.ts'
import { AskForm } from './ask-form.tsx'
import { HoursField } from './hours-field.tsx'
import { placesOf } from './matrix-field.tsx'
import { MessagePanel } from './message-panel.tsx'
import { releaseAll, reserveLines, type Styles, usePromise, useStyles } from './promise-data.ts'
import type { PromiseSearch } from './promise-search.ts'
import { ReservationsPanel } from './reservations-panel.tsx'
import { SourcePanel } from './source-panel.tsx'
import type { StyleMatrix } from './style-matrix.ts'
import './promise.css'
import { useMay } from '../accounts/session.ts'
import { useRefusalText } from '../editing/failure-text.ts'

/** A date for sizes and colours: what binds it, what would make it earlier; kept for a time if wanted. */
export const PromisePage = () => {
  const { t } = useLingui()
  const search = useSearch({ strict: false }) as PromiseSearch
  const navigate = useNavigate()
  const styles = useStyles()
  const { data: clock } = useQuery({ queryKey: [PLAN_TOPIC, 'clock'], queryFn: () => read<ClockView>('/api/clock') })
  const mayAsk = useMay('planner')
  const desk = useDesk(mayAsk ? search : {})
  const [isChanged, setChanged] = useState(false)
  const matrix = styles?.matrices.get(search.style ?? '')
  const zone = clock?.zone ?? 'UTC'
  return (
    <>
      <header className="head">
        <h1>
          <Trans context="demand">Promise</Trans>
        </h1>
        <PlaceTabs label={t`Demand`} tabs={DEMAND_TABS} />
        <span className="sp" />
        <ReserveTools desk={desk} isOff={isChanged} />
      </header>
      <div className="promise-desk">
        <div className="col promise-col">
          {mayAsk ? null : (
            <p className="panel pad m">
              <Trans>Planners and owners ask for dates; you see what is reserved.</Trans>
            </p>
          )}
          {styles && clock && mayAsk ? (
            <AskForm
              key={`${search.style} ${search.lines} ${search.wanted} ${search.customer}`}
              {...{ search, styles, today: clock.today }}
              onChanged={setChanged}
              onAsk={(next) => {
                setChanged(false)
                void navigate({ to: '.', search: next as never })
              }}
            />
          ) : null}
          {desk.answer && matrix ? <SourcePanel {...factsOf(desk.answer, styles, matrix)} /> : null}
        </div>
        <div className={`col promise-col ${isChanged || desk.isWaiting ? 'stale' : ''}`}>
          {mayAsk ? <Middle desk={desk} styles={styles} matrix={matrix} isChanged={isChanged} /> : null}
        </div>
        <div className="col promise-col">
          {desk.answer && matrix ? <MessagePanel answer={desk.answer} matrix={matrix} zone={zone} /> : null}
          <ReservationsPanel styles={styles} zone={zone} onChange={desk.refresh} />
        </div>
      </div>
    </>
  )
}

interface Desk {
  readonly answer: PromisedLines | undefined
  readonly failure: Error | null
  readonly isWaiting: boolean
  readonly isReserved: boolean
  readonly reserve: (hours: number) => Promise<void>
  readonly refresh: () => Promise<unknown>
}

/** The answer to the address; once reserved, the answer as it was kept. */
function useDesk(search: PromiseSearch): Desk {
  const { t } = useLingui()
  const queries = useQueryClient()
  const { note, refuse } = useEdits()
  const refusalText = useRefusalText()
  const asked = usePromise(search)
  const key = JSON.stringify(search)
  const [kept, setKept] = useState<{ readonly key: string; readonly answer: PromisedLines } | null>(null)
  const isReserved = kept?.key === key
  const isAsked = search.lines !== undefined && search.wanted !== undefined
  const refresh = (): Promise<unknown> => {
    setKept(null)
    return queries.invalidateQueries({ queryKey: [PLAN_TOPIC] })
  }
  const reserve = async (hours: number): Promise<void> => {
    try {
      const answer = await reserveLines(search, hours)
      setKept({ key, answer })
      const total = grouped(sumOf(answer.lines.map((one) => one.quantity)))
      const undo = async (): Promise<void> => {
        await releaseAll(answer.lines.map((one) => one.reservation!.id))
        setKept(null)
      }
      note({ undo, name: t`${total} reserved for ${hours} h` })
    } catch (error) {
      refuse(refusalText(error))
    }
  }
  return {
    answer: isAsked ? (isReserved ? kept.answer : asked.data) : undefined,
    failure: asked.error,
    isWaiting: isAsked && !isReserved && (asked.isPending || asked.isPlaceholderData),
    isReserved,
    reserve,
    refresh,
  }
}

const ReserveTools = ({ desk, isOff }: { readonly desk: Desk; readonly isOff: boolean }) => {
  const [hours, setHours] = useState(48)
  const [isBusy, setBusy] = useState(false)
  if (!desk.answer) return null
  if (desk.isReserved)
    return (
      <span className="chip hold">
        <Shape status="hold" /> <Trans>Reserved</Trans>
      </span>
    )
  const isReady = !isOff && !desk.isWaiting && !isBusy && desk.answer.promised !== null
  return (
    <>
      <span className="chip none">
        <Shape status="none" /> <Trans>Inquiry only, nothing reserved</Trans>
      </span>
      <HoursField hours={hours} onHours={setHours} />
      <button
        type="button"
        className="btn pri"
        disabled={!isReady}
        onClick={() => {
          setBusy(true)
          void desk.reserve(hours).finally(() => setBusy(false))
        }}
      >
        <Icon name="lock" size={15} /> <Trans>Reserve {hours} h</Trans>
      </button>
    </>
  )
}

interface MiddleFacts {
  readonly desk: Desk
  readonly styles: Styles | undefined
  readonly matrix: StyleMatrix | undefined
  readonly isChanged: boolean
}

const Middle = ({ desk, styles, matrix, isChanged }: MiddleFacts) => {
  const isSlow = useSlow(desk.isWaiting && !desk.answer)
  const refusalText = useRefusalText()
  if (desk.failure)
    return (
      <section className="panel pad promise-fault" role="alert">
        <p className="row t-late">
          <Shape status="late" /> {refusalText(desk.failure)}
        </p>
      </section>
    )
  if (desk.answer && matrix) {
    const facts = factsOf(desk.answer, styles, matrix)
    return (
      <>
        {isChanged ? (
          <p className="f12 m row" role="status">
            <Shape status="risk" /> <Trans>Changed since this answer: ask again.</Trans>
          </p>
        ) : null}
        <AnswerPanel {...facts} />
        <BindingPanel {...facts} />
        <LeverPanel {...facts} />
      </>
    )
  }
  if (isSlow) return <Skeleton />
  if (desk.isWaiting) return null
  return (
    <section className="panel promise-empty">
      <p className="m">
        <Trans>No question yet. Choose a style, fill or paste its quantities, and ask for a date.</Trans>
      </p>
    </section>
  )
}

const Skeleton = () => (
  <section className="panel skeleton" aria-hidden="true">
    {[0, 1, 2, 3, 4, 5].map((one) => (
      <i key={one} />
    ))}
  </section>
)

function factsOf(answer: PromisedLines, styles: Styles | undefined, matrix: StyleMatrix) {
  const labels = new Map(placesOf(matrix).map(({ item, place }) => [item, place]))
  return { answer, styles, unit: matrix.unit, labelOf: (item: string) => labels.get(item) || matrix.name }
}
