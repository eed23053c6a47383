import { Plural, Trans } from '@lingui/react/macro'
import type { OverrideSpread } from '../../../schemas/rest/forecasting.ts'
import { useLanguage } from '../language/language.tsx'
import { shortDate, weekName } from '../language/words.ts'
import { quantity, signed } from './numbers.ts'

export interface SpreadTableFacts {
  readonly spread: OverrideSpread
  /** False: nothing is asked yet, the numbers are as they are. */
  readonly isWanted: boolean
}

const SHOWN = 12

/** How an override spreads down: by week, then over the items, the most changed first; both add up to it. */
export const SpreadTable = ({ spread, isWanted }: SpreadTableFacts) => {
  const { language } = useLanguage()
  const more = spread.items - Math.min(SHOWN, spread.rows.length)
  return (
    <section className="spread">
      <h3>{isWanted ? <Trans>How it spreads</Trans> : <Trans>As it is now</Trans>}</h3>
      <table className="side-table">
        <tbody>
          {spread.weeks.map((one) => (
            <tr key={one.date}>
              <td>
                {weekName(one.date)} <span className="u">{shortDate(one.date, language)}</span>
              </td>
              <Change {...one} />
            </tr>
          ))}
          <tr className="tot">
            <td>
              <Trans>Together</Trans>
            </td>
            <Change was={spread.was} becomes={spread.becomes} />
          </tr>
        </tbody>
      </table>
      {spread.items > 1 ? (
        <table className="side-table">
          <tbody>
            {spread.rows.slice(0, SHOWN).map((one) => (
              <tr key={one.item}>
                <td className="ell" title={`${one.item} ${one.name}`}>
                  {one.item}
                </td>
                <Change {...one} />
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {spread.items > 1 && more > 0 ? (
        <p className="q f12">
          <Plural value={more} one="and # more item" other="and # more items" />
        </p>
      ) : null}
      {spread.items > 1 ? (
        <p className="q f12">
          <Trans>In proportion to what each is forecast at now, in whole steps; the sum is exact.</Trans>
        </p>
      ) : null}
    </section>
  )
}

const Change = ({ was, becomes }: { readonly was: string; readonly becomes: string }) => {
  const change = Number(becomes) - Number(was)
  return (
    <>
      <td className="r m" style={{ width: 64 }}>
        {quantity(was)}
      </td>
      <td className="r b" style={{ width: 76 }}>
        {quantity(becomes)}
      </td>
      <td className={`r ${change === 0 ? 'q' : 't-acc'}`} style={{ width: 64 }}>
        {change === 0 ? '·' : signed(change)}
      </td>
    </>
  )
}
