import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ExchangeMessageRow } from '../../../schemas/rest/exchange.ts'
import { Grid } from '../grid/grid.tsx'
import { GridTools, shownColumns } from '../grid/grid-tools.tsx'
import { useList } from '../grid/use-list.ts'
import { PARTNERS_TOPIC } from '../rest/topics.ts'
import { HeldMessages } from './held-messages.tsx'
import { MESSAGE_COLUMNS } from './message-columns.tsx'
import { MessagePanel } from './message-panel.tsx'
import type { MessagesSearch } from './messages-search.ts'
import { usePartners } from './partners-data.ts'
import { PartnersFrame } from './partners-frame.tsx'

const PATH = '/api/exchange-messages'
const keyOf = (row: ExchangeMessageRow): string => row.id

/** Every message between this node and its partners, the newest first; one opens beside the list. */
export const MessagesPage = () => {
  const { t } = useLingui()
  const { message, ...state } = useSearch({ strict: false }) as MessagesSearch
  const navigate = useNavigate()
  const list = useList<ExchangeMessageRow>(PARTNERS_TOPIC, PATH, state)
  const partners = usePartners().data?.partners ?? []
  const columns = shownColumns(MESSAGE_COLUMNS, state)
  const go = (next: MessagesSearch): void => void navigate({ to: '.', search: next as never })
  const keep = (next: MessagesSearch): void => go({ ...next, ...(message ? { message } : {}) })
  return (
    <div className={`with-side ${message === undefined ? '' : 'open'}`}>
      <PartnersFrame>
        <section className="panel list-panel">
          <GridTools
            path={PATH}
            columns={MESSAGE_COLUMNS}
            shown={columns}
            state={state}
            onState={keep}
            total={list.total}
          />
          <HeldMessages partners={partners} />
          <Grid
            label={t`Exchange log`}
            {...{ list, columns, state, keyOf }}
            open={message}
            onState={keep}
            onOpen={(row) => go({ ...state, ...(row.id === message ? {} : { message: row.id }) })}
            empty={<Trans>No messages yet. They begin with the first agreement between you and a partner.</Trans>}
          />
        </section>
      </PartnersFrame>
      {message === undefined ? null : <MessagePanel key={message} id={message} onClose={() => go(state)} />}
    </div>
  )
}
