import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { InboxMenu } from '../inbox/inbox-menu.tsx'
import { type Language, useLanguage } from '../language/language.tsx'
import { Icon } from '../look/icon.tsx'
import { useTheme } from '../look/theme.tsx'
import { ClockMenu } from './clock-menu.tsx'
import { TaskMenu } from './task-menu.tsx'

export interface TopBarFacts {
  readonly company: string
  /** Freshness of the data, and the clock. */
  readonly children?: ReactNode
  readonly person: string | null
  readonly onSearch: () => void
  readonly onLeave: () => void
}

export const TopBar = ({ company, children, person, onSearch, onLeave }: TopBarFacts) => {
  const { t } = useLingui()
  return (
    <header className="top">
      <span className="node">{company}</span>
      {children}
      <span className="sp" />
      <button type="button" className="search" onClick={onSearch}>
        <Icon name="search" size={16} />
        <span className="ell grow">
          <Trans>Search and command</Trans>
        </span>
        <kbd>⌘K</kbd>
      </button>
      <span className="sp" />
      <ClockMenu />
      <InboxMenu />
      <TaskMenu />
      <ThemeSwitch />
      <LanguageSwitch />
      {person === null ? null : (
        <>
          <span className="chip">{person}</span>
          <button type="button" className="icon-button" onClick={onLeave} aria-label={t`Log out`} title={t`Log out`}>
            <Icon name="leave" size={18} />
          </button>
        </>
      )}
    </header>
  )
}

const NAMES: readonly (readonly [Language, string])[] = [
  ['zh', '中'],
  ['en', 'EN'],
]

export const LanguageSwitch = () => {
  const { language, choose } = useLanguage()
  const { t } = useLingui()
  return (
    <fieldset className="seg sm" aria-label={t`Language`}>
      {NAMES.map(([key, name]) => (
        <button
          key={key}
          type="button"
          className={key === language ? 'on' : ''}
          aria-pressed={key === language}
          onClick={() => choose(key)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}

export const ThemeSwitch = () => {
  const [theme, setTheme] = useTheme()
  const { t } = useLingui()
  const other = theme === 'light' ? 'dark' : 'light'
  const name = other === 'dark' ? t`Dark theme` : t`Light theme`
  return (
    <button type="button" className="icon-button" onClick={() => setTheme(other)} aria-label={name} title={name}>
      <Icon name={theme === 'light' ? 'moon' : 'sun'} size={18} />
    </button>
  )
}
