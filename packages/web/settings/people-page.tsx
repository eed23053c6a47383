import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { useMay, useSession } from '../accounts/session.ts'
import { AddPerson } from './add-person.tsx'
import { OwnPassword } from './own-password.tsx'
import { PeopleTable } from './people-table.tsx'
import { RoleMatrix } from './role-matrix.tsx'
import { RoleName } from './role-words.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { usePeople } from './settings-data.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** Who may log in and as what; others than owners see themselves and what each role may do. */
export const PeoplePage = () => {
  const mayChange = useMay('owner')
  const [given, setGiven] = useState<{ readonly email: string; readonly password: string } | null>(null)
  const people = usePeople(mayChange).data?.people ?? []
  return (
    <SettingsFrame tools={<OwnPassword />}>
      <div className="settings-body">
        {mayChange ? (
          <section className="panel">
            <PeopleTable people={people} onPassword={setGiven} />
            <AddPerson onPassword={setGiven} />
          </section>
        ) : (
          <Myself />
        )}
        <section className="panel">
          <header>
            <h2>
              <Trans>What each role may do</Trans>
            </h2>
            <span className="q f12">
              <Trans>Each may all that those left of it may</Trans>
            </span>
          </header>
          <RoleMatrix />
        </section>
      </div>
      {given === null ? null : <Given {...given} onClose={() => setGiven(null)} />}
    </SettingsFrame>
  )
}

const Myself = () => {
  const session = useSession().data
  return (
    <section className="panel">
      <p className="empty">
        <Trans>
          You are {session?.name} ({session?.email}), role <RoleName role={session?.role ?? ''} />. Only owners see and
          change the people of this node.
        </Trans>
      </p>
    </section>
  )
}

const Given = ({
  email,
  password,
  onClose,
}: {
  readonly email: string
  readonly password: string
  readonly onClose: () => void
}) => {
  return (
    <SecretDialog label={email} secret={password} onClose={onClose}>
      <Trans>
        The password for their first login. Then they choose one of their own; until then nothing else opens.
      </Trans>
    </SecretDialog>
  )
}
