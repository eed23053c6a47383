import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useMay } from '../accounts/session.ts'
import { Grid } from '../grid/grid.tsx'
import { SearchField, shownColumns } from '../grid/grid-tools.tsx'
import { useKeys } from '../shell/keys.ts'
import { AddPartner } from './add-partner.tsx'
import { localList } from './local-list.ts'
import { NoPartners } from './no-partners.tsx'
import { PARTNER_COLUMNS } from './partner-columns.tsx'
import { PartnerPanel } from './partner-panel.tsx'
import { type PartnerRow, rankRecord } from './partner-row.ts'
import { usePartners } from './partners-data.ts'
import { OwnerOnly, PartnersFrame } from './partners-frame.tsx'
import type { PartnersSearch } from './partners-search.ts'

const keyOf = (row: PartnerRow): string => row.id
const textOf = ({ name, did, gln, lei, uscc, bpn }: PartnerRow): string => [name, did, gln, lei, uscc, bpn].join(' ')

/** The companies that this node knows; one opens beside the list. */
export const PartnersPage = () => {
  const { partner, add, ...state } = useSearch({ strict: false }) as PartnersSearch
  const navigate = useNavigate()
  const go = (next: PartnersSearch): void => void navigate({ to: '.', search: next as never })
  const { data, error } = usePartners()
  const rows = useMemo(() => data?.partners.map(rankRecord), [data])
  const openOne = (id: string): void => go({ ...state, partner: id })
  const openAdd = (): void => go({ ...state, ...(partner ? { partner } : {}), add: true })
  useKeys({ n: openAdd }, useMay('owner'))
  const isEmpty = data?.partners.length === 0
  return (
    <div className={`with-side ${partner === undefined ? '' : 'open'}`}>
      <PartnersFrame
        tools={
          <OwnerOnly>
            <button type="button" className="btn pri" onClick={openAdd}>
              <Trans>Add a partner…</Trans> <kbd>n</kbd>
            </button>
          </OwnerOnly>
        }
      >
        {isEmpty ? <NoPartners /> : <PartnerList {...{ state, partner, go }} rows={rows} failure={error} />}
      </PartnersFrame>
      {partner === undefined ? null : <PartnerPanel key={partner} id={partner} onClose={() => go(state)} />}
      {add ? <AddPartner onClose={() => go({ ...state, ...(partner ? { partner } : {}) })} onAdded={openOne} /> : null}
    </div>
  )
}

interface ListFacts {
  readonly rows: readonly PartnerRow[] | undefined
  readonly failure: Error | null
  readonly state: PartnersSearch
  readonly partner: string | undefined
  readonly go: (next: PartnersSearch) => void
}

const PartnerList = ({ rows, failure, state, partner, go }: ListFacts) => {
  const { t } = useLingui()
  const list = localList({ rows, failure, textOf }, state)
  const keep = (next: PartnersSearch): void => go({ ...next, ...(partner ? { partner } : {}) })
  return (
    <section className="panel list-panel">
      <div className="grid-tools">
        <SearchField text={state.search ?? ''} onText={(search) => keep({ ...state, search })} />
        <span className="sp" />
        <span className="q f12 nw">
          <Plural value={list.total ?? 0} one="# partner" other="# partners" />
        </span>
      </div>
      <Grid
        label={t`Partners`}
        {...{ list, state, keyOf }}
        columns={shownColumns(PARTNER_COLUMNS, state)}
        open={partner}
        onState={keep}
        onOpen={(row) => go({ ...state, ...(row.id === partner ? {} : { partner: row.id }) })}
        empty={<Trans>No partners yet.</Trans>}
      />
    </section>
  )
}
