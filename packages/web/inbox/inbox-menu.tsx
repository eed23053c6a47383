import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import type { InboxItem } from '../../../schemas/rest/inbox.ts'
import { Icon } from '../look/icon.tsx'
import { Menu } from '../look/menu.tsx'
import { Shape } from '../look/status.tsx'
import { takeFocus } from '../look/take-focus.ts'
import { groupOf, type InboxGroup, placeOf, useInbox, useMarkRead } from './inbox-data.ts'
import { InboxFacts, InboxTitle, MARKS, TONES } from './inbox-words.tsx'
import { useAge } from './use-age.ts'
import './inbox.css'

type Filter = 'all' | 'unread' | InboxGroup

/** What happened that somebody should look at; `g i` opens it. */
export const InboxMenu = () => {
  const { t } = useLingui()
  const { data } = useInbox()
  const unread = data?.unread ?? 0
  return (
    <Menu
      label={unread > 0 ? t`Inbox, ${unread} unread` : t`Inbox`}
      className="icon-button inbox-button"
      keys="g i"
      button={
        <>
          <Icon name="inbox" size={18} />
          {unread > 0 ? <u>{unread > 99 ? '99+' : unread}</u> : null}
        </>
      }
    >
      {(close) => <InboxList items={data?.items ?? []} unread={unread} close={close} />}
    </Menu>
  )
}

interface ListFacts {
  readonly items: readonly InboxItem[]
  readonly unread: number
  readonly close: () => void
}

const STEPS: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

const InboxList = ({ items, unread, close }: ListFacts) => {
  const { t } = useLingui()
  const [filter, setFilter] = useState<Filter>('all')
  const mark = useMarkRead()
  const shown = items.filter((one) => filter === 'all' || (filter === 'unread' ? !one.isRead : groupOf(one) === filter))
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    // Ctrl+K is not k: it opens the palette from here too, and just after Escape, when a link of the closed list still has the focus.
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
    const at = links.indexOf(document.activeElement as HTMLElement)
    const step = STEPS[event.key]
    const item = shown[at]
    if (step) links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus()
    else if ((event.key === 'x' || event.key === ' ') && item) void mark([item], !item.isRead)
    else return
    event.preventDefault()
  }
  return (
    <section className="inbox" onKeyDown={onKeyDown} aria-label={t`Inbox`}>
      <header className="row">
        <h2 className="f14 b">
          <Trans>Inbox</Trans>
        </h2>
        <span className="sp" />
        {unread > 0 ? (
          <button type="button" className="btn sm" onClick={() => void mark(null, true)}>
            <Plural value={unread} one="Mark # as read" other="Mark # as read" />
          </button>
        ) : null}
      </header>
      <FilterTabs filter={filter} onFilter={setFilter} />
      <ul className="inbox-list">
        {shown.map((one, i) => (
          <InboxRow key={one.id} item={one} isFirst={i === 0} close={close} onMark={mark} />
        ))}
      </ul>
      {shown.length === 0 ? <NothingHere isAll={items.length === 0} /> : null}
      <footer className="q f12">
        <Trans>The newest 200 of the last 30 days.</Trans> <kbd>j</kbd> <kbd>k</kbd> <kbd>↵</kbd> <kbd>x</kbd>
      </footer>
    </section>
  )
}

const FilterTabs = ({ filter, onFilter }: { readonly filter: Filter; readonly onFilter: (filter: Filter) => void }) => {
  const { t } = useLingui()
  const names: readonly (readonly [Filter, string])[] = [
    ['all', t`All`],
    ['unread', t`Unread`],
    ['orders', t`Orders`],
    ['reservations', t`Reservations`],
    ['work', t`Background work`],
  ]
  return (
    <fieldset className="seg sm" aria-label={t`Show`}>
      {names.map(([key, name]) => (
        <button
          key={key}
          type="button"
          className={key === filter ? 'on' : ''}
          aria-pressed={key === filter}
          onClick={() => onFilter(key)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}

interface RowFacts {
  readonly item: InboxItem
  readonly isFirst: boolean
  readonly close: () => void
  readonly onMark: (items: readonly InboxItem[], isRead: boolean) => Promise<void>
}

/** Opened, it is read. */
const InboxRow = ({ item, isFirst, close, onMark }: RowFacts) => {
  const { t } = useLingui()
  const age = useAge(item.at)
  const place = placeOf(item)
  const name = item.isRead ? t`Mark as not read` : t`Mark as read`
  return (
    <li className={item.isRead ? 'is-read' : ''}>
      <Link
        to={place.to}
        search={place.search as never}
        ref={isFirst ? takeFocus : undefined}
        onClick={() => {
          if (!item.isRead) void onMark([item], true)
          close()
        }}
      >
        <span className={`inbox-shape ${TONES[MARKS[item.kind]] ?? 'm'}`}>
          <Shape status={MARKS[item.kind]} />
        </span>
        <span className="inbox-text">
          <span className="inbox-title">
            <InboxTitle item={item} />
            {item.isRead ? null : <span className="for-readers">{t`unread`}</span>}
          </span>
          <span className="q f12 inbox-facts">
            <InboxFacts item={item} />
          </span>
        </span>
        <span className="q f12 nw">{age}</span>
      </Link>
      <button
        type="button"
        className="inbox-dot"
        aria-label={name}
        title={name}
        onClick={() => void onMark([item], !item.isRead)}
      >
        <i />
      </button>
    </li>
  )
}

const NothingHere = ({ isAll }: { readonly isAll: boolean }) => (
  <p className="empty">
    {isAll ? (
      <Trans>Nothing yet. What becomes late, runs out, fails or is changed by somebody else is told here.</Trans>
    ) : (
      <Trans>Nothing in this list.</Trans>
    )}
  </p>
)
