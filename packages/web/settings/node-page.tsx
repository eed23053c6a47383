import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { NodeFacts } from '../../../schemas/rest/node-facts.ts'
import { useMay } from '../accounts/session.ts'
import { bytesText, useAge, useMoment } from './moment-words.ts'
import { useNodeFacts } from './settings-data.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** What this node is and where it keeps its things. */
export const NodePage = () => {
  const facts = useNodeFacts(useMay('owner')).data
  return (
    <SettingsFrame least="owner">
      <div className="settings-body">
        <section className="panel">{facts ? <Facts facts={facts} /> : null}</section>
      </div>
    </SettingsFrame>
  )
}

const Fact = ({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const Facts = ({ facts }: { readonly facts: NodeFacts }) => {
  const momentOf = useMoment()
  const ageOf = useAge()
  const { database } = facts
  return (
    <dl className="facts node-facts">
      <Fact name={<Trans>Version</Trans>}>Headwater {facts.version}</Fact>
      <Fact name={<Trans>Runs since</Trans>}>
        {momentOf(facts.started)} <span className="u">({ageOf(facts.started)})</span>
      </Fact>
      <Fact name={<Trans>Business clock</Trans>}>
        {facts.today}{' '}
        <span className="u">
          {facts.isClockMoved ? <Trans>moved, as a demo’s may be</Trans> : <Trans>the clock of the machine</Trans>}
        </span>
      </Fact>
      <Fact name={<Trans>Time zone of the site</Trans>}>
        <Link to="/settings/parameters">{facts.zone}</Link>
      </Fact>
      <Fact name={<Trans>Database</Trans>}>
        PostgreSQL {database.version.split(' ')[0]}{' '}
        <span className="u">
          {database.isEmbedded ? <Trans>started by the node</Trans> : <Trans>of DATABASE_URL</Trans>}
        </span>
      </Fact>
      <Fact name={<Trans>Size of the database</Trans>}>{bytesText(database.bytes)}</Fact>
      <Fact name={<Trans>Data folder</Trans>}>
        <code>{facts.home}</code>
      </Fact>
      <Fact name={<Trans>Size of the data folder</Trans>}>{bytesText(facts.homeBytes)}</Fact>
      <Fact name={<Trans>Newest backup</Trans>}>
        <Link to="/settings/backup">
          {facts.newestBackup === null ? <Trans>There is none yet</Trans> : ageOf(facts.newestBackup)}
        </Link>
      </Fact>
      <Fact name={<Trans>Runtime</Trans>}>Node.js {facts.runtime}</Fact>
    </dl>
  )
}
