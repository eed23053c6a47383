import { Trans, useLingui } from '@lingui/react/macro'
import { useSession } from '../accounts/session.ts'
import { Shape } from '../look/status.tsx'
import { ACT_NAMES, ROLE_NAMES } from './role-words.tsx'
import { useRoles } from './settings-data.ts'

/** Roles across, what people do down; read from the doors of the node themselves. */
export const RoleMatrix = () => {
  const { t, i18n } = useLingui()
  const own = useSession().data?.role
  const data = useRoles().data
  if (!data) return null
  return (
    <table className="role-matrix cmp">
      <thead>
        <tr>
          <th>
            <Trans>May</Trans>
          </th>
          {data.roles.map((role) => (
            <th key={role} className={`c ${role === own ? 'own' : ''}`}>
              {i18n._(ROLE_NAMES[role]!)}
              {role === own ? <Trans> (you)</Trans> : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.acts.map(({ act, least }) => (
          <tr key={act}>
            <th scope="row">{ACT_NAMES[act] ? i18n._(ACT_NAMES[act]) : act}</th>
            {data.roles.map((role, i) => (
              <td key={role} className={`c ${role === own ? 'own' : ''}`}>
                {i >= data.roles.indexOf(least) ? (
                  <span className="t-done may">
                    <Shape status="done" />
                    <span className="for-readers">{t`yes`}</span>
                  </span>
                ) : (
                  <span className="q">
                    –<span className="for-readers">{t`no`}</span>
                  </span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
