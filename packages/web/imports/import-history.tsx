import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Batches } from '../../../schemas/rest/records.ts'
import { PlannerOnly } from '../accounts/planner-only.tsx'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { read } from '../rest/client.ts'
import { RECORDS_TOPIC } from '../rest/topics.ts'
import { useFileName } from './file-names.ts'
import { useUndoImport } from './use-undo-import.ts'

const THIS_YEAR = String(new Date().getFullYear())

type Batch = Batches['imports'][number]

/** Every change of the records as the batch it was: who, when, what, and the way back. */
export const ImportHistory = () => {
  const { t } = useLingui()
  const { undo, refusal } = useUndoImport()
  const { data } = useQuery({
    queryKey: [RECORDS_TOPIC, 'imports'],
    queryFn: () => read<Batches>('/api/imports'),
  })
  return (
    <section className="panel history">
      <header>
        <h2>
          <Trans>Imports before</Trans>
        </h2>
        <span className="q f12">
          <Trans>the newest hundred, with edits and undos</Trans>
        </span>
      </header>
      {refusal === null ? null : (
        <p className="t-late pad" role="alert">
          {refusal}
        </p>
      )}
      <div className="list-scroll">
        <table aria-label={t`Imports before`}>
          <thead>
            <tr>
              <th className="r number">
                <Trans>No.</Trans>
              </th>
              <th className="when">
                <Trans>When</Trans>
              </th>
              <th className="who">
                <Trans>Who</Trans>
              </th>
              <th>
                <Trans>Content</Trans>
              </th>
              <th className="act">
                <span className="unseen">
                  <Trans>Undo</Trans>
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            {(data?.imports ?? []).map((one) => (
              <HistoryRow key={one.id} batch={one} onUndo={() => void undo(one.id)} />
            ))}
          </tbody>
        </table>
        {data?.imports.length === 0 ? (
          <p className="empty">
            <Trans>Nothing was imported yet.</Trans>
          </p>
        ) : null}
      </div>
    </section>
  )
}

const HistoryRow = ({ batch, onUndo }: { readonly batch: Batch; readonly onUndo: () => void }) => {
  const { t } = useLingui()
  const { language } = useLanguage()
  const here = new Date(batch.at)
  const day = shortDate(localDay(here), language, THIS_YEAR)
  return (
    <tr>
      <td className="r b">{batch.id}</td>
      <td className="nw">
        {day} <span className="q">{here.toTimeString().slice(0, 5)}</span>
      </td>
      <td className="q">{batch.by === 'start' ? <Trans>Beginning</Trans> : batch.by}</td>
      <td>
        <What batch={batch} />
      </td>
      <td className="r">
        {batch.undoneBy !== null ? (
          <span className="q f12">
            <Trans>Taken back by {batch.undoneBy}</Trans>
          </span>
        ) : batch.undoes !== null || batch.by === 'start' ? null : (
          <PlannerOnly>
            <button type="button" className="btn sm" aria-label={t`Undo import ${batch.id}`} onClick={onUndo}>
              <Icon name="undo" size={14} /> <Trans>Undo</Trans>
            </button>
          </PlannerOnly>
        )}
      </td>
    </tr>
  )
}

const localDay = (at: Date): string => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString()

const What = ({ batch }: { readonly batch: Batch }) => {
  const fileName = useFileName()
  const { t } = useLingui()
  const comma = t({ message: ', ', comment: 'Between the names of a list' })
  const names = batch.files.map(fileName).join(comma)
  if (batch.undoes !== null) return <Trans>Import {batch.undoes} taken back</Trans>
  if (batch.edits !== null)
    return (
      <>
        {names} · <Plural value={batch.edits} one="# row edited" other="# rows edited" />
      </>
    )
  return (
    <>
      {batch.counts.map((one, i) => (
        <span key={one.file}>
          {i > 0 ? <span className="q"> · </span> : null}
          <b>{fileName(one.file)}</b> <CountWords {...one} />
        </span>
      ))}
    </>
  )
}

const CountWords = ({ added, changed, refused }: Batch['counts'][number]) => (
  <span className="q">
    <Trans>
      {grouped(added)} new, {grouped(changed)} changed
    </Trans>
    {refused > 0 ? (
      <>
        {' '}
        <Trans>({grouped(refused)} left out)</Trans>
      </>
    ) : null}
  </span>
)
