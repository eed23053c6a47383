import { Plural, Trans } from '@lingui/react/macro'
import type { Outlook } from '../../../schemas/rest/demand.ts'
import { MethodName } from './method-words.tsx'
import { percent } from './numbers.ts'

/** Which model made the forecast, and why that one. */
export const ModelPanel = ({ outlook }: { readonly outlook: Outlook }) => {
  const { made, items } = outlook
  return (
    <section className="side-part">
      <h3>
        <Trans>Which model, and why</Trans>
      </h3>
      {made ? <Why outlook={outlook} /> : <GroupWhy items={items} />}
      {made && made.methods.length > 0 && !made.isShort && made.method !== 'given' ? (
        <Methods methods={made.methods} />
      ) : null}
    </section>
  )
}

const GroupWhy = ({ items }: { readonly items: number }) => (
  <p className="m">
    <Trans>
      The sum of the forecasts of <Plural value={items} one="# item" other="# items" />, each by the model that suits
      it. The bands are summed too, as if all items were wrong the same way: rather too wide than too narrow.
    </Trans>
  </p>
)

const Why = ({ outlook: { made, stockOuts } }: { readonly outlook: Outlook }) => {
  const { method, likes, outliers } = made!
  if (method === 'given')
    return (
      <p className="m">
        <Trans>The forecast was given with the records, so nothing is computed.</Trans>
      </p>
    )
  return (
    <>
      <p className="m">
        <Choice made={made!} />
      </p>
      {likes ? (
        <p className="m">
          <LikesWhy shared={likes.shared} />
        </p>
      ) : null}
      {stockOuts.length > 0 ? (
        <p className="m">
          <Plural
            value={stockOuts.length}
            one="# week without sales does not count: probably out of stock."
            other="# weeks without sales do not count: probably out of stock."
          />
        </p>
      ) : null}
      {outliers.length > 0 ? (
        <p className="m">
          <Plural
            value={outliers.length}
            one="# week far from the others counts less."
            other="# weeks far from the others count less."
          />
        </p>
      ) : null}
    </>
  )
}

const Choice = ({
  made: { method, methods, likes, isShort, weeks },
}: {
  readonly made: NonNullable<Outlook['made']>
}) => {
  if (isShort)
    return (
      <Trans>
        <Plural value={weeks} one="# week" other="# weeks" /> of sales are too few for a model: their mean stands.
      </Trans>
    )
  if (likes)
    return (
      <Trans>
        New: <Plural value={weeks} one="# week" other="# weeks" /> of its own sales set the level, the shape comes from{' '}
        <Plural value={likes.count} one="# item" other="# items" /> like it.
      </Trans>
    )
  return (
    <Trans>
      Each model forecast the past from several weeks of it, and what it was wrong by sets its weight. The least wrong:{' '}
      <b>
        <MethodName code={methods[0]?.method ?? method} />
      </b>
      .
    </Trans>
  )
}

const LikesWhy = ({ shared }: { readonly shared: number | null }) =>
  shared === null ? (
    <Trans>They are of its style.</Trans>
  ) : (
    <Trans>
      They share <Plural value={shared} one="# attribute" other="# attributes" /> with it.
    </Trans>
  )

const LEAST_SHARE = 0.005

const Methods = ({ methods }: { readonly methods: NonNullable<Outlook['made']>['methods'] }) => (
  <table className="side-table">
    <thead>
      <tr>
        <th>
          <Trans>Model</Trans>
        </th>
        <th className="r" style={{ width: 76 }}>
          <Trans>Error</Trans>
        </th>
        <th className="r" style={{ width: 68 }}>
          <Trans>Weight</Trans>
        </th>
      </tr>
    </thead>
    <tbody>
      {methods
        .filter((one) => one.share >= LEAST_SHARE)
        .map((one, i) => (
          <tr key={one.method}>
            <td className={i === 0 ? 'b' : ''}>
              <MethodName code={one.method} />
            </td>
            <td className="r">{percent(one.error === null ? null : one.error * 100)}</td>
            <td className="r m">{Math.round(one.share * 100)} %</td>
          </tr>
        ))}
    </tbody>
  </table>
)
