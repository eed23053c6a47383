import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { type Language, useLanguage } from '../language/language.tsx'
import { Icon } from '../look/icon.tsx'
import { customerMessage, type MessageFacts } from './customer-message.ts'

const LANGUAGES: readonly (readonly [Language, string])[] = [
  ['zh', '中文'],
  ['en', 'English'],
]

/** The answer in words for the customer, in either language, to copy. */
export const MessagePanel = (facts: MessageFacts) => {
  const { t } = useLingui()
  const own = useLanguage().language
  const [language, setLanguage] = useState<Language>(own)
  const [copied, setCopied] = useState<string | null>(null)
  const text = customerMessage(facts, language)
  return (
    <section className="panel message">
      <header>
        <h2>
          <Trans>Words for the customer</Trans>
        </h2>
        <span className="sp" />
        <fieldset className="seg sm" aria-label={t`Language of the message`}>
          {LANGUAGES.map(([one, name]) => (
            <button
              key={one}
              type="button"
              className={one === language ? 'on' : ''}
              aria-pressed={one === language}
              onClick={() => setLanguage(one)}
            >
              {name}
            </button>
          ))}
        </fieldset>
      </header>
      <div className="pad message-text" lang={language === 'zh' ? 'zh-CN' : 'en'}>
        {text}
      </div>
      <footer>
        <span aria-live="polite">{copied === text ? <Trans>Copied</Trans> : null}</span>
        <span className="sp" />
        <button
          type="button"
          className="btn sm quiet"
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}
        >
          <Icon name="copy" size={14} /> <Trans>Copy the message</Trans>
        </button>
      </footer>
    </section>
  )
}
