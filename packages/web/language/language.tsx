import { type I18n, i18n, type Messages, setupI18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

export type Language = 'zh' | 'en'

const KEY = 'headwater.language'

interface Catalog {
  readonly messages: Messages
}
type Catalogs = Readonly<Record<string, () => Promise<Catalog>>>

/** The catalogs of all folders of screens. */
const CATALOGS: Readonly<Record<Language, Catalogs>> = {
  zh: import.meta.glob<Catalog>('../*/words/zh.po'),
  en: import.meta.glob<Catalog>('../*/words/en.po'),
}

/** The language chosen before, else the browser's. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(KEY)
  if (kept === 'zh' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

async function messagesOf(language: Language): Promise<Messages> {
  const catalogs = await Promise.all(Object.values(CATALOGS[language]).map((load) => load()))
  return Object.assign({}, ...catalogs.map((one) => one.messages)) as Messages
}

/** The words of a language beside the one in use, for a text that leaves the screen. */
export async function wordsIn(language: Language): Promise<I18n> {
  return setupI18n({ locale: language, messages: { [language]: await messagesOf(language) } })
}

/** Loads the words of a language and makes it the one in use. */
export async function activateLanguage(language: Language): Promise<void> {
  i18n.loadAndActivate({ locale: language, messages: await messagesOf(language) })
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

interface LanguageChoice {
  readonly language: Language
  readonly choose: (language: Language) => void
}

const Chosen = createContext<LanguageChoice | null>(null)

/** Language of all screens below; switching needs no reload. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => firstLanguage())
  const [ready, setReady] = useState(false)
  useEffect(() => {
    let current = true
    void activateLanguage(language).then(() => current && setReady(true))
    localStorage.setItem(KEY, language)
    return () => {
      current = false
    }
  }, [language])
  const choice = useMemo(() => ({ language, choose: setLanguage }), [language])
  if (!ready) return null
  return (
    <Chosen.Provider value={choice}>
      <I18nProvider i18n={i18n}>{children}</I18nProvider>
    </Chosen.Provider>
  )
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(Chosen)
  if (!choice) throw new Error('useLanguage should be called below LanguageProvider')
  return choice
}
