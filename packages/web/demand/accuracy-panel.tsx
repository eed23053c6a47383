import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Outlook } from '../../../schemas/rest/demand.ts'
import { HowComputed } from '../look/how-computed.tsx'
import { useToday } from '../today/today-data.ts'
import { percent, quantity, rounded, signedPercent } from './numbers.ts'

type LeadError = Outlook['errors'][number]

export interface Accuracy {
  readonly actual: number
  readonly absolute: number
  readonly bias: number
  /** Percent of what was sold; null: nothing was. */
  readonly wape: number | null
  readonly biasPercent: number | null
}

/** Errors of several leads together. */
export function accuracyOf(errors: readonly LeadError[]): Accuracy {
  const sum = (name: 'actual' | 'absolute' | 'bias'): number => errors.reduce((all, one) => all + one[name], 0)
  const [actual, absolute, bias] = [sum('actual'), sum('absolute'), sum('bias')]
  const of = (part: number): number | null => (actual > 0 ? (100 * part) / actual : null)
  return { actual, absolute, bias, wape: of(absolute), biasPercent: of(bias) }
}

const SOON = 4
const LEADS = [1, 2, 4, 8, 13, 26]

/** How far off the forecast was when it was tried on the past. */
export const AccuracyPanel = ({ outlook: { errors, made } }: { readonly outlook: Outlook }) => {
  const leads = errors.filter((one) => LEADS.includes(one.weeksAhead))
  const most = Math.max(1, ...leads.map((one) => accuracyOf([one]).wape ?? 0))
  const rmsse = made?.rmsse == null ? null : rounded(made.rmsse)
  return (
    <section className="side-part">
      <h3>
        <Trans>How far off it was</Trans>
      </h3>
      {leads.length === 0 ? (
        <p className="m">
          <Trans>Not known yet: too little history to try it on.</Trans>
        </p>
      ) : (
        <table className="side-table">
          <thead>
            <tr>
              <th style={{ width: 84 }}>
                <Trans>Ahead</Trans>
              </th>
              <th>
                <span className="for-readers">
                  <Trans>Error</Trans>
                </span>
              </th>
              <th className="r" style={{ width: 76 }}>
                <Trans>Error</Trans>
              </th>
              <th className="r" style={{ width: 76 }}>
                <Trans>Bias</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {leads.map((one) => (
              <Lead key={one.weeksAhead} error={one} most={most} />
            ))}
          </tbody>
        </table>
      )}
      {rmsse === null ? null : (
        <p className="q f12">
          {rmsse < 1 ? (
            <Trans>Scaled error (RMSSE) {rmsse}: below 1, so better than taking the week before as the forecast.</Trans>
          ) : (
            <Trans>
              Scaled error (RMSSE) {rmsse}: not below 1, so no better than taking the week before as the forecast.
            </Trans>
          )}
        </p>
      )}
    </section>
  )
}

const Lead = ({ error, most }: { readonly error: LeadError; readonly most: number }) => {
  const { wape, biasPercent } = accuracyOf([error])
  return (
    <tr>
      <td>
        <Plural value={error.weeksAhead} one="# week" other="# weeks" />
      </td>
      <td>
        <span className="error-bar" aria-hidden="true">
          <i style={{ width: `${(100 * (wape ?? 0)) / most}%` }} />
        </span>
      </td>
      <td className="r">{percent(wape)}</td>
      <td className="r m">{signedPercent(biasPercent)}</td>
    </tr>
  )
}

/** Error and bias in one line, beside the forecast that they are of. */
export const AccuracyLine = ({ errors }: { readonly errors: readonly LeadError[] }) => {
  const { t } = useLingui()
  const today = useToday().data
  const one = accuracyOf(errors.filter((error) => error.weeksAhead <= SOON))
  if (one.wape === null) return null
  const [wape, bias] = [percent(one.wape), signedPercent(one.biasPercent)]
  return (
    <span className="row accuracy">
      <span className="m nw">
        <Trans>
          Error {wape} · bias {bias}
        </Trans>
      </span>
      <HowComputed
        name={t`Error and bias`}
        formula={
          <Trans>
            The same models forecast the past, one to four weeks ahead from several weeks. Error (WAPE): what they were
            wrong by in sum, of what was sold. Bias: forecasts less sales, of what was sold; above 0 they were too high.
          </Trans>
        }
        inputs={[
          { name: <Trans>Sold</Trans>, value: quantity(one.actual) },
          { name: <Trans>Wrong by</Trans>, value: quantity(one.absolute) },
          { name: <Trans>Forecasts less sales</Trans>, value: quantity(one.bias) },
        ]}
        at={today?.run?.ended}
      />
    </span>
  )
}
