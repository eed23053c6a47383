import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Tokens } from '../../../schemas/rest/accounts.ts'
import { useMay } from '../accounts/session.ts'
import { Shape } from '../look/status.tsx'
import { send } from '../rest/client.ts'
import { AddToken } from './add-token.tsx'
import { useAge, useMoment } from './moment-words.ts'
import { RoleName } from './role-words.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { useRefresh, useTokens } from './settings-data.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** Tokens of programs: one's own, for an owner all. */
export const TokensPage = () => {
  const { t } = useLingui()
  const tokens = useTokens(useMay('planner')).data?.tokens ?? []
  const [made, setMade] = useState<{ readonly name: string; readonly token: string } | null>(null)
  return (
    <SettingsFrame least="planner">
      <div className="settings-body">
        <section className="panel">
          <TokenTable tokens={tokens} />
          <AddToken onMade={setMade} />
        </section>
        <p className="q f12 settings-note">
          <Trans>
            A program sends its token as “Authorization: Bearer …” and may do what its role may, in the name of who made
            it. The API is described under /api/docs.
          </Trans>
        </p>
      </div>
      {made === null ? null : (
        <SecretDialog label={t`Token of ${made.name}`} secret={made.token} onClose={() => setMade(null)}>
          <Trans>Put it where the program keeps its secrets, and nowhere else.</Trans>
        </SecretDialog>
      )}
    </SettingsFrame>
  )
}

type Token = Tokens['tokens'][number]

const TokenTable = ({ tokens }: { readonly tokens: readonly Token[] }) => {
  if (tokens.length === 0)
    return (
      <p className="empty">
        <Trans>No tokens yet. A program that reads or writes here needs one.</Trans>
      </p>
    )
  return (
    <table className="tokens">
      <thead>
        <tr>
          <th>
            <Trans>Name</Trans>
          </th>
          <th>
            <Trans>Made by</Trans>
          </th>
          <th className="w-role">
            <Trans>Role</Trans>
          </th>
          <th className="w-seen">
            <Trans>Made</Trans>
          </th>
          <th className="w-state">
            <Trans>Expires</Trans>
          </th>
          <th className="w-seen">
            <Trans>Last used</Trans>
          </th>
          <th className="w-act2">
            <Trans>Can be done</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((one) => (
          <TokenRow key={one.id} token={one} />
        ))}
      </tbody>
    </table>
  )
}

const isPast = (iso: string): boolean => Date.parse(iso) < Date.now()

const TokenRow = ({ token }: { readonly token: Token }) => {
  const { t } = useLingui()
  const momentOf = useMoment()
  const ageOf = useAge()
  const refresh = useRefresh()
  const revoke = async (): Promise<void> => {
    await send('DELETE', `/api/tokens/${token.id}`)
    await refresh()
  }
  const isOver = isPast(token.expires)
  return (
    <tr className={isOver ? 'idle' : ''}>
      <th scope="row">{token.name}</th>
      <td>{token.owner}</td>
      <td className="w-role">
        <RoleName role={token.role} />
      </td>
      <td className="w-seen">{momentOf(token.created)}</td>
      <td className="w-state">
        {isOver ? (
          <span className="chip none">
            <Shape status="none" /> <Trans>Has run out</Trans>
          </span>
        ) : (
          momentOf(token.expires)
        )}
      </td>
      <td className="w-seen">{token.lastUsed === null ? <Trans>never</Trans> : ageOf(token.lastUsed)}</td>
      <td className="w-act2">
        <button type="button" className="btn sm" aria-label={t`Revoke ${token.name}`} onClick={() => void revoke()}>
          <Trans>Revoke</Trans>
        </button>
      </td>
    </tr>
  )
}
