import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { LinkMade, Links, SavedView, ViewQuery } from '../../../schemas/rest/views.ts'
import { useRefusalText } from '../editing/failure-text.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { useLanguage } from '../language/language.tsx'
import { shortDate } from '../language/words.ts'
import { Dialog } from '../look/dialog.tsx'
import { read, send } from '../rest/client.ts'
import { CopyField } from './copy-field.tsx'

const KEY = ['live-links']
const DAYS = [30, 90, 366] as const

export interface LinkDialogFacts {
  readonly list: string
  readonly view: SavedView | undefined
  readonly query: ViewQuery
  readonly titles: Readonly<Record<string, string>>
  readonly onClose: () => void
}

/** An address from which Excel or Power Query reads this list: made, copied, listed, revoked. */
export const LinkDialog = ({ onClose, ...facts }: LinkDialogFacts) => {
  const { t } = useLingui()
  const [made, setMade] = useState<LinkMade | null>(null)
  return (
    <Dialog label={t`Live data link`} className="link-dialog" onClose={onClose} holds={made ? 'once' : 'typed'}>
      <h2 className="f16">
        <Trans>Live data link</Trans>
      </h2>
      <p className="q">
        {facts.view ? (
          <Trans>A spreadsheet reads the view {facts.view.name} from this address, as it is at that moment.</Trans>
        ) : (
          <Trans>A spreadsheet reads this list from this address, with these filters and columns.</Trans>
        )}{' '}
        <Trans>Whoever has the address reads this list and nothing else.</Trans>
      </p>
      {made ? <MadeLink made={made} /> : <NewLinkForm {...facts} onMade={setMade} />}
      <LinkTable list={facts.list} />
    </Dialog>
  )
}

type FormFacts = Omit<LinkDialogFacts, 'onClose'> & { readonly onMade: (made: LinkMade) => void }

const NewLinkForm = ({ list, view, query, titles, onMade }: FormFacts) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const refusalText = useRefusalText()
  const [name, setName] = useState(view?.name ?? '')
  const [days, setDays] = useState<number>(DAYS[1])
  const [wrong, setWrong] = useState<string | null>(null)
  const once = useOneAct()
  const make = async (): Promise<void> => {
    const order = { list, name, query, titles, days, ...(view ? { view: view.id } : {}) }
    try {
      onMade(await send<LinkMade>('POST', '/api/live-links', order))
      await queries.invalidateQueries({ queryKey: KEY })
    } catch (error) {
      setWrong(refusalText(error))
    }
  }
  return (
    <form
      className="row"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void once(make)
      }}
    >
      <input
        className="field grow"
        maxLength={100}
        aria-label={t`What the link is for`}
        placeholder={t`What the link is for`}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <select
        className="field"
        aria-label={t`How long it works`}
        value={days}
        onChange={(event) => setDays(Number(event.target.value))}
      >
        {DAYS.map((one) => (
          <option key={one} value={one}>
            {t`${one} days`}
          </option>
        ))}
      </select>
      <button type="submit" className="btn pri" disabled={name.trim() === ''}>
        <Trans>Make the link</Trans>
      </button>
      {wrong === null ? null : (
        <span className="t-late" role="alert">
          {wrong}
        </span>
      )}
    </form>
  )
}

const MadeLink = ({ made }: { readonly made: LinkMade }) => {
  const { t } = useLingui()
  return (
    <section aria-label={t`The new link`}>
      <CopyField label={t`CSV, for Power Query: Data › From web`} text={`${window.location.origin}${made.csv}`} />
      <CopyField label={t`Excel workbook`} text={`${window.location.origin}${made.xlsx}`} />
      <p className="t-risk">
        <Trans>The address is shown this once. Copy it now; make another one if it is lost.</Trans>
      </p>
    </section>
  )
}

const LinkTable = ({ list }: { readonly list: string }) => {
  const { t } = useLingui()
  const { language } = useLanguage()
  const queries = useQueryClient()
  const links = useQuery({ queryKey: KEY, queryFn: async () => (await read<Links>('/api/live-links')).links })
  const own = links.data?.filter((one) => one.list === list) ?? []
  if (own.length === 0) return null
  const day = (moment: string): string => shortDate(moment.slice(0, 10), language, '')
  const revoke = async (id: string): Promise<void> => {
    await send('DELETE', `/api/live-links/${id}`)
    await queries.invalidateQueries({ queryKey: KEY })
  }
  return (
    <div className="link-table">
      <table className="table" aria-label={t`Links of this list`}>
        <thead>
          <tr>
            <th scope="col">{t`Link`}</th>
            <th scope="col">{t`Made by`}</th>
            <th scope="col">{t`Works until`}</th>
            <th scope="col">{t`Last read`}</th>
            <th scope="col">
              <span className="for-readers">{t`Revoke`}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {own.map((one) => (
            <tr key={one.id}>
              <td>
                <bdi>{one.name}</bdi>
              </td>
              <td className="q">{one.by}</td>
              <td>{day(one.expires)}</td>
              <td>{one.lastUsed ? day(one.lastUsed) : t`never`}</td>
              <td>
                <button
                  type="button"
                  className="btn sm"
                  aria-label={t`Revoke ${one.name}`}
                  onClick={() => void revoke(one.id)}
                >
                  <Trans>Revoke</Trans>
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
