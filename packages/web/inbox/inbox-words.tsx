import { Plural, Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { InboxItem } from '../../../schemas/rest/inbox.ts'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import type { Status } from '../look/status.tsx'

type Kind = InboxItem['kind']

export const MARKS: Readonly<Record<Kind, Status>> = {
  late: 'late',
  'soon-late': 'risk',
  'more-late': 'late',
  'promise-moved': 'late',
  'promise-told': 'hold',
  'reservation-expiring': 'hold',
  'reservation-expired': 'none',
  'import-done': 'done',
  'import-failed': 'conflict',
  'plan-failed': 'conflict',
  'record-rewritten': 'conflict',
  'agreement-disputed': 'conflict',
  'unannounced-key': 'conflict',
}

/** The colour that goes with the shape; grey for what asks for nothing. */
export const TONES: Readonly<Partial<Record<Status, string>>> = {
  late: 't-late',
  risk: 't-risk',
  hold: 't-hold',
  done: 't-done',
  conflict: 't-late',
}

/** What happened, in one line. */
export const InboxTitle = ({ item: { kind, facts } }: { readonly item: InboxItem }) => {
  const { order, line } = facts
  const count = facts.count ?? 0
  const rows = grouped(facts.rows ?? 0)
  if (kind === 'late')
    return (
      <Trans>
        {order} / {line} is late now
      </Trans>
    )
  if (kind === 'soon-late')
    return (
      <Trans>
        {order} / {line} is soon late
      </Trans>
    )
  if (kind === 'more-late')
    return <Plural value={count} one="# more order line of that plan" other="# more order lines of that plan" />
  if (kind === 'promise-moved')
    return (
      <Trans>
        {order} / {line} will not keep its promised date
      </Trans>
    )
  if (kind === 'promise-told')
    return (
      <Trans>
        {order} / {line} has another promised date
      </Trans>
    )
  if (kind === 'reservation-expiring') return <Trans>A reservation runs out soon</Trans>
  if (kind === 'reservation-expired') return <Trans>A reservation has run out</Trans>
  if (kind === 'import-done') return <Trans>Import done: {rows} rows changed</Trans>
  if (kind === 'unannounced-key') return <Trans>A partner shows a key that none of its keys announced</Trans>
  if (kind === 'record-rewritten') return <Trans>A partner has changed its record of what we exchanged</Trans>
  if (kind === 'agreement-disputed')
    return <Trans>A partner has signed another text of an agreement than we hold</Trans>
  return kind === 'import-failed' ? <Trans>The import wrote nothing</Trans> : <Trans>The plan could not be made</Trans>
}

/** The facts beneath it. */
export const InboxFacts = ({ item }: { readonly item: InboxItem }) => {
  const parts = useFacts(item).filter((one) => one !== null)
  const [by] = item.by
  return (
    <>
      {parts.map((part, i) => (
        <span key={i}>
          {i > 0 ? ' · ' : ''}
          {part}
        </span>
      ))}
      {by === undefined ? null : (
        <>
          {' · '}
          <Trans>by {by}</Trans>
        </>
      )}
    </>
  )
}

function useFacts({ kind, facts }: InboxItem): readonly ReactNode[] {
  const { language } = useLanguage()
  const day = (iso: string | null | undefined): string => (iso ? shortDate(iso, language) : '–')
  const thing = facts.itemName ?? facts.item ?? null
  const change = (from: string | null | undefined, to: string | null | undefined): ReactNode => (
    <span key="days" className="nw">
      {day(from)} → {day(to)}
    </span>
  )
  if (kind === 'late' || kind === 'soon-late')
    return [thing, facts.customer ?? null, change(facts.due, facts.projected)]
  if (kind === 'promise-moved') return [thing, facts.customer ?? null, change(facts.promised, facts.projected)]
  if (kind === 'promise-told') return [change(facts.from, facts.to)]
  if (kind.startsWith('reservation'))
    return [<ReservedWords key="thing" {...{ thing }} quantity={facts.quantity ?? ''} />, facts.customer || null]
  const refused = facts.refused ?? 0
  const refusals =
    refused > 0 ? <Plural key="refused" value={refused} one="# row refused" other="# rows refused" /> : null
  return [(facts.files ?? []).join(', ') || null, refusals, facts.message ?? null]
}

const ReservedWords = ({ thing, quantity }: { readonly thing: string | null; readonly quantity: string }) => {
  const amount = grouped(quantity)
  return (
    <Trans>
      {amount} of {thing}
    </Trans>
  )
}
