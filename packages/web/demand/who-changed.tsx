import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { OverrideView } from '../../../schemas/rest/forecasting.ts'
import { PlannerOnly } from '../accounts/planner-only.tsx'
import { useLanguage } from '../language/language.tsx'
import { shortDate, weekName } from '../language/words.ts'
import { quantity, signed } from './numbers.ts'
import { ScopeName } from './scope-words.tsx'
import { useWithdraw } from './use-override.ts'

/** Overrides of these weeks: who, when, what and why, with the way back. */
export const WhoChanged = ({
  overrides,
  onPlan,
}: {
  readonly overrides: readonly OverrideView[]
  readonly onPlan: (task: string) => void
}) => {
  const { t } = useLingui()
  const withdraw = useWithdraw(onPlan)
  return (
    <section className="panel who" aria-label={t`Who changed it`}>
      <header>
        <h2>
          <Trans>Who changed it</Trans>
        </h2>
        <span className="q f12">
          <Plural value={overrides.length} one="# override in force" other="# overrides in force" />
        </span>
      </header>
      {overrides.length === 0 ? (
        <p className="empty">
          <Trans>Nobody: every week is as computed. Choose weeks and press o to say what you know better.</Trans>
        </p>
      ) : (
        <ul className="scroll">
          {overrides.map((one) => (
            <li key={one.id}>
              <Given override={one} />
              <b className="nw">{overrideWeeks(one)}</b>
              <span className="nw">
                <Sum override={one} />
              </span>
              <span className="m ell" title={one.reason}>
                {one.reason}
              </span>
              <span className="q f12 nw">
                <ScopeName level={one.level} name={one.key} place={one.place} />
              </span>
              <PlannerOnly>
                <button type="button" className="btn sm" onClick={() => void withdraw(one)}>
                  <Trans>Withdraw</Trans>
                </button>
              </PlannerOnly>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const Given = ({ override: { given, by } }: { readonly override: OverrideView }) => {
  const { language } = useLanguage()
  const at = new Date(given)
  const here = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString()
  return (
    <span className="q f12 ell" title={by}>
      {shortDate(here, language)} {here.slice(11, 16)} · {by}
    </span>
  )
}

/** `W50`, `W50–51`. */
export const overrideWeeks = ({ firstDay, lastDay }: Pick<OverrideView, 'firstDay' | 'lastDay'>): string => {
  const [first, last] = [weekName(firstDay), weekName(lastDay)]
  return first === last ? first : `${first}–${last.slice(1)}`
}

const Sum = ({ override: { was, quantity: becomes } }: { readonly override: OverrideView }) =>
  was === null ? (
    <>{quantity(becomes)}</>
  ) : (
    <>
      <span className="u">{quantity(was)} → </span>
      {quantity(becomes)} <span className="t-acc">({signed(Number(becomes) - Number(was))})</span>
    </>
  )
