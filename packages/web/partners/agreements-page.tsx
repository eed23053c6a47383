import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../accounts/session.ts'
import { Grid } from '../grid/grid.tsx'
import type { GridColumn } from '../grid/grid-column.ts'
import { GridTools, shownColumns } from '../grid/grid-tools.tsx'
import { useList } from '../grid/use-list.ts'
import { PARTNERS_TOPIC } from '../rest/topics.ts'
import { useKeys } from '../shell/keys.ts'
import { AgreementPanel } from './agreement-panel.tsx'
import { type AgreementsSearch, LISTS, type ListName } from './agreements-search.ts'
import { DatasetPanel } from './dataset-panel.tsx'
import { AGREEMENT_COLUMNS, DATASET_COLUMNS, NEGOTIATION_COLUMNS, TRANSFER_COLUMNS } from './dataspace-columns.tsx'
import { OfferDataset } from './offer-dataset.tsx'
import { OwnerOnly, PartnersFrame } from './partners-frame.tsx'
import { ProcessPanel } from './process-panel.tsx'

interface Row {
  readonly id: string
}

const NAMES: Readonly<Record<ListName, MessageDescriptor>> = {
  negotiations: msg`Negotiations`,
  agreements: msg`Agreements`,
  transfers: msg`Transfers`,
  datasets: msg`What we offer`,
}
const COLUMNS: Readonly<Record<ListName, readonly GridColumn<never>[]>> = {
  negotiations: NEGOTIATION_COLUMNS,
  agreements: AGREEMENT_COLUMNS,
  transfers: TRANSFER_COLUMNS,
  datasets: DATASET_COLUMNS,
}
const keyOf = (row: Row): string => row.id

/** What is agreed with partners about data: what waits for a person, what is in force, what flows, and what we offer. */
export const AgreementsPage = () => {
  const search = useSearch({ strict: false }) as AgreementsSearch
  const { list = 'negotiations', open, add } = search
  const navigate = useNavigate()
  const go = (next: AgreementsSearch): void => void navigate({ to: '.', search: next as never })
  const { open: _, add: __, ...closed } = search
  const openAdd = (): void => go({ list: 'datasets', add: true })
  useKeys({ n: openAdd }, useMay('owner'))
  return (
    <div className={`with-side ${open === undefined ? '' : 'open'}`}>
      <PartnersFrame
        tools={
          <OwnerOnly>
            <button type="button" className="btn pri" onClick={openAdd}>
              <Trans>Offer a dataset…</Trans> <kbd>n</kbd>
            </button>
          </OwnerOnly>
        }
      >
        <ChosenList key={list} {...{ list, search, go }} />
      </PartnersFrame>
      {open === undefined ? null : <OpenRow key={open} {...{ list, open }} onClose={() => go(closed)} />}
      {add ? <OfferDataset onClose={() => go({ list: 'datasets' })} /> : null}
    </div>
  )
}

interface ListFacts {
  readonly list: ListName
  readonly search: AgreementsSearch
  readonly go: (next: AgreementsSearch) => void
}

const ChosenList = ({ list, search, go }: ListFacts) => {
  const { i18n } = useLingui()
  const { list: _, open, add: __, ...state } = search
  const path = `/api/${list}`
  const loaded = useList<Row>(PARTNERS_TOPIC, path, state)
  const all = COLUMNS[list] as readonly GridColumn<Row>[]
  const columns = shownColumns(all, state)
  const keep = (next: AgreementsSearch): void => go({ ...next, list, ...(open ? { open } : {}) })
  return (
    <section className="panel list-panel">
      <ListChoice list={list} onList={(next) => go({ list: next })} />
      <GridTools path={path} columns={all} shown={columns} state={state} onState={keep} total={loaded.total} />
      <Grid
        label={i18n._(NAMES[list])}
        {...{ columns, state, keyOf }}
        list={loaded}
        open={open}
        onState={keep}
        onOpen={(row) => go({ ...state, list, ...(row.id === open ? {} : { open: row.id }) })}
        empty={EMPTY[list]}
      />
    </section>
  )
}

const ListChoice = ({ list, onList }: { readonly list: ListName; readonly onList: (list: ListName) => void }) => {
  const { i18n, t } = useLingui()
  return (
    <fieldset className="seg list-choice" aria-label={t`Which list`}>
      {LISTS.map((one) => (
        <button
          key={one}
          type="button"
          className={one === list ? 'on' : ''}
          aria-pressed={one === list}
          onClick={() => onList(one)}
        >
          {i18n._(NAMES[one])}
        </button>
      ))}
    </fieldset>
  )
}

const EMPTY: Readonly<Record<ListName, ReactNode>> = {
  negotiations: (
    <Trans>
      No negotiations yet. Open a partner and look at what it offers, or offer a dataset: then the partner asks for it.
    </Trans>
  ),
  agreements: <Trans>No agreements yet. They come of negotiations that both sides have put in force.</Trans>,
  transfers: <Trans>No transfers yet. Who gets data by an agreement starts one there.</Trans>,
  datasets: <Trans>Nothing is offered yet. A dataset is data of one type that a partner may ask for.</Trans>,
}

interface OpenFacts {
  readonly list: ListName
  readonly open: string
  readonly onClose: () => void
}

const OpenRow = ({ list, open, onClose }: OpenFacts) => {
  if (list === 'datasets') return <DatasetPanel id={open} onClose={onClose} />
  if (list === 'agreements') return <AgreementPanel id={open} onClose={onClose} />
  return <ProcessPanel id={open} {...{ list, onClose }} />
}
