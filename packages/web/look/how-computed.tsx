import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import { dateWithWeekday } from '../language/words.ts'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'

export interface ComputedInput {
  readonly name: ReactNode
  readonly value: ReactNode
  /** Where it can be seen. */
  readonly to?: string
  readonly search?: Readonly<Record<string, string>>
}

export interface HowComputedFacts {
  /** Of the number, in the reader's words. */
  readonly name: string
  readonly formula: ReactNode
  readonly inputs: readonly ComputedInput[]
  /** Moment of the plan that computed it; undefined: computed as it is read. */
  readonly at?: string | undefined
}

/** Beside a number: how it comes about, from what, and when it was computed. */
export const HowComputed = ({ name, formula, inputs, at }: HowComputedFacts) => {
  const { t } = useLingui()
  return (
    <Menu label={t`How computed: ${name}`} className="how" button={<Icon name="how" size={14} />}>
      {(close) => (
        <section className="how-body">
          <h3>
            <Trans>How computed</Trans>
          </h3>
          <p>{formula}</p>
          <dl>
            {inputs.map((one, i) => (
              <div key={i}>
                <dt>
                  {one.to === undefined ? (
                    one.name
                  ) : (
                    <Link to={one.to} search={(one.search ?? {}) as never} onClick={close}>
                      {one.name}
                    </Link>
                  )}
                </dt>
                <dd>{one.value}</dd>
              </div>
            ))}
          </dl>
          <p className="q f12">{at === undefined ? <Trans>Computed as you read it</Trans> : <When at={at} />}</p>
        </section>
      )}
    </Menu>
  )
}

const When = ({ at }: { readonly at: string }) => {
  const { language } = useLanguage()
  const here = new Date(at)
  const day = dateWithWeekday(new Date(here.getTime() - here.getTimezoneOffset() * 60_000).toISOString(), language)
  const time = here.toTimeString().slice(0, 5)
  return (
    <Trans>
      Computed by the plan of {day}, {time}
    </Trans>
  )
}
