import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Reservations, ReservedOrder } from '../../../schemas/rest/promising.ts'
import { PlannerOnly } from '../accounts/planner-only.tsx'
import { useEdits } from '../editing/edits.tsx'
import { useRefusalText } from '../editing/failure-text.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import { Dialog } from '../look/dialog.tsx'
import { Shape } from '../look/status.tsx'
import { takeFocus } from '../look/take-focus.ts'
import { send } from '../rest/client.ts'
import { sumOf } from './answer-sums.ts'
import { nameOf } from './answer-words.tsx'
import { moment } from './customer-message.ts'
import { releaseAll, type Styles, useReservations } from './promise-data.ts'

type Reservation = Reservations['reservations'][number]

export interface ReservationsFacts {
  readonly styles: Styles | undefined
  readonly zone: string
  readonly onChange: () => Promise<unknown>
}

/** What is reserved, the next to run out first; lines that were reserved together stand together. */
export const ReservationsPanel = (facts: ReservationsFacts) => {
  const { data, error } = useReservations()
  const refusalText = useRefusalText()
  const groups = data
    ? [...Map.groupBy(data.reservations, (one) => `${one.expires} ${one.customer} ${one.by}`).values()]
    : []
  return (
    <section className="panel reservations">
      <header>
        <h2>
          <Trans>Reserved</Trans>
        </h2>
        <span className="sp" />
        <span className="chip hold">
          <Shape status="hold" /> <Trans>released when it runs out</Trans>
        </span>
      </header>
      {error ? (
        <p className="pad t-late" role="alert">
          {refusalText(error)}
        </p>
      ) : null}
      {data && groups.length === 0 ? (
        <p className="m pad">
          <Trans>Nothing is reserved. Ask for a date, then reserve.</Trans>
        </p>
      ) : null}
      <ul className="reserved-list">
        {groups.map((some) => (
          <ReservedGroup key={some[0]!.id} some={some} {...facts} />
        ))}
      </ul>
    </section>
  )
}

type GroupFacts = ReservationsFacts & { readonly some: readonly Reservation[] }

const ReservedGroup = ({ some, styles, zone, onChange }: GroupFacts) => {
  const { t } = useLingui()
  const { language } = useLanguage()
  const { note } = useEdits()
  const release = useRelease(some, onChange)
  const [isOrdering, setOrdering] = useState(false)
  const first = some[0]!
  const style = styles?.items.get(first.item)?.style
  const name = (style && styles?.matrices.get(style)?.name) || nameOf(styles, first.item)
  const quantity = grouped(sumOf(some.map((one) => one.quantity)))
  const date = some
    .map((one) => one.date)
    .toSorted()
    .at(-1)!
  const until = moment(first.expires, zone, language)
  return (
    <li>
      <p className="row">
        <b className="ell" title={name}>
          {name}
        </b>
        <span className="sp" />
        <b className="nw">{quantity}</b>
      </p>
      <p className="row m">
        <span className="ell">{first.customer || <Trans>no customer</Trans>}</span>
        <span className="sp" />
        <span className="nw">{shortDate(date, language)}</span>
      </p>
      <p className="q f12">
        <Trans>until {until}</Trans>
      </p>
      <PlannerOnly>
        <p className="row reserved-acts">
          <button type="button" className="btn sm" onClick={release}>
            <Plural value={some.length} one="Release # line" other="Release # lines" />
          </button>
          <button type="button" className="btn sm" onClick={() => setOrdering(true)}>
            <Trans>Make an order…</Trans>
          </button>
        </p>
      </PlannerOnly>
      {isOrdering ? (
        <OrderDialog
          ids={some.map((one) => one.id)}
          onClose={() => setOrdering(false)}
          onDone={(made) => {
            setOrdering(false)
            note({ batch: made.batch, name: t`Order ${made.order} made of ${quantity} reserved` })
            void onChange()
          }}
        />
      ) : null}
    </li>
  )
}

/** Gives up what is reserved; a refusal is said below. */
function useRelease(some: readonly Reservation[], onChange: ReservationsFacts['onChange']): () => void {
  const { refuse } = useEdits()
  const refusalText = useRefusalText()
  const once = useOneAct()
  const release = (): Promise<unknown> =>
    releaseAll(some.map((one) => one.id))
      .catch((error: unknown) => refuse(refusalText(error)))
      .then(onChange)
  return () => void once(release)
}

interface OrderDialogFacts {
  readonly ids: readonly string[]
  readonly onClose: () => void
  readonly onDone: (made: ReservedOrder) => void
}

const OrderDialog = ({ ids, onClose, onDone }: OrderDialogFacts) => {
  const { t } = useLingui()
  const refusalText = useRefusalText()
  const [order, setOrder] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const once = useOneAct()
  const make = async (): Promise<void> => {
    try {
      onDone(await send<ReservedOrder>('POST', '/api/reserved-orders', { order: order.trim(), reservations: ids }))
    } catch (error) {
      setWrong(refusalText(error))
    }
  }
  return (
    <Dialog label={t`Make an order`} onClose={onClose}>
      <form
        className="col order-form"
        onSubmit={(event) => {
          event.preventDefault()
          void once(make)
        }}
      >
        <h2 className="f16">
          <Trans>Make an order of what is reserved</Trans>
        </h2>
        <label className="form-row">
          <Trans>Order</Trans>
          <input
            ref={takeFocus}
            className="field"
            required
            maxLength={64}
            value={order}
            aria-invalid={wrong !== null}
            onChange={(event) => {
              setOrder(event.target.value)
              setWrong(null)
            }}
          />
        </label>
        {wrong === null ? null : (
          <p className="t-late f12" role="alert">
            {wrong}
          </p>
        )}
        <p className="row">
          <span className="sp" />
          <button type="button" className="btn" onClick={onClose}>
            <Trans>Keep it reserved</Trans>
          </button>
          <button type="submit" className="btn pri">
            <Plural value={ids.length} one="Make an order of # line" other="Make an order of # lines" />
          </button>
        </p>
      </form>
    </Dialog>
  )
}
