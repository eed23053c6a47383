import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { ROLES, useSession } from '../accounts/session.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { send } from '../rest/client.ts'
import { ROLE_NAMES } from './role-words.tsx'
import { useRefresh } from './settings-data.ts'
import { useAct } from './use-act.ts'

interface TokenOrder {
  readonly name: string
  readonly role: string
  readonly days: number
}

const DAYS = [7, 30, 90, 365] as const

/** One more token for a program. */
export const AddToken = ({
  onMade,
}: {
  readonly onMade: (made: { readonly name: string; readonly token: string }) => void
}) => {
  const refresh = useRefresh()
  const [order, setOrder] = useState<TokenOrder>({ name: '', role: 'viewer', days: 90 })
  const { act, wrong } = useAct(() => undefined)
  const once = useOneAct()
  const add = async (): Promise<void> => {
    const isDone = await act(async () => {
      const { token } = await send<{ token: string }>('POST', '/api/tokens', order)
      onMade({ name: order.name, token })
    })
    if (isDone) setOrder({ ...order, name: '' })
    await refresh()
  }
  return (
    <form
      className="add-row"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void once(add)
      }}
    >
      <label className="row">
        <Trans>For which program</Trans>
        <input
          className="field"
          required
          maxLength={100}
          value={order.name}
          onChange={(event) => setOrder({ ...order, name: event.target.value })}
        />
      </label>
      <RoleAndDays order={order} onOrder={setOrder} />
      <button type="submit" className="btn pri" disabled={order.name === ''}>
        <Trans>Make 1 token</Trans>
      </button>
      {wrong === null ? null : (
        <span className="t-late" role="alert">
          {wrong}
        </span>
      )}
    </form>
  )
}

/** Nobody gives a program more than they may themselves. */
const RoleAndDays = ({
  order,
  onOrder,
}: {
  readonly order: TokenOrder
  readonly onOrder: (order: TokenOrder) => void
}) => {
  const { t, i18n } = useLingui()
  const own = useSession().data?.role
  const roles = ROLES.slice(0, ROLES.findIndex((one) => one === own) + 1)
  return (
    <>
      <label className="row">
        <Trans>Role</Trans>
        <select
          className="field"
          value={order.role}
          onChange={(event) => onOrder({ ...order, role: event.target.value })}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {i18n._(ROLE_NAMES[role]!)}
            </option>
          ))}
        </select>
      </label>
      <label className="row">
        <Trans>Runs out after</Trans>
        <select
          className="field"
          value={order.days}
          onChange={(event) => onOrder({ ...order, days: Number(event.target.value) })}
        >
          {DAYS.map((days) => (
            <option key={days} value={days}>
              {t`${days} days`}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}
