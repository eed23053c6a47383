import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Today } from '../../../schemas/rest/planning.ts'
import type { PlanChange } from '../../../schemas/rest/tracing.ts'
import { useLanguage } from '../language/language.tsx'
import { shortDate } from '../language/words.ts'
import { HowComputed } from '../look/how-computed.tsx'
import { Shape, type Status } from '../look/status.tsx'
import { PartName } from './part-name.tsx'
import { useChanges } from './today-data.ts'
import { clockOf } from './today-head.tsx'

const SHAPES: Readonly<Record<PlanChange['kind'], Status | null>> = {
  'became-late': 'late',
  stuck: 'none',
  recovered: 'done',
  moved: null,
  new: 'run',
  gone: null,
}

/** What the newest plan changed of customers' dates, with the cause. */
export const ChangesPanel = ({ today }: { readonly today: Today }) => {
  const { t } = useLingui()
  const changes = useChanges().data
  const before = today.previous
  return (
    <section className="panel news">
      <header>
        <h2>{before ? <Trans>Since {clockOf(before.ended)}</Trans> : <Trans>What changed</Trans>}</h2>
        <span className="q f12">{changes ? <Trans>{changes.total} changes</Trans> : null}</span>
        <span className="sp" />
        {before ? (
          <HowComputed
            name={t`What changed`}
            formula={
              <Trans>Each open order line in the newest plan beside the plan before: other date or other state.</Trans>
            }
            inputs={[
              { name: <Trans>Became late</Trans>, value: today.changeCounts['became-late'] ?? 0 },
              { name: <Trans>Recovered</Trans>, value: today.changeCounts.recovered ?? 0 },
              { name: <Trans>Moved</Trans>, value: today.changeCounts.moved ?? 0 },
            ]}
            at={today.run?.ended}
          />
        ) : null}
      </header>
      {before === null ? (
        <p className="empty">
          <Trans>This is the first plan. After the next one, what it changed stands here.</Trans>
        </p>
      ) : null}
      {before !== null && changes?.total === 0 ? (
        <p className="empty">
          <Trans>The newest plan changed no date.</Trans>
        </p>
      ) : null}
      <ul className="news-list">
        {(changes?.rows ?? []).map((one) => (
          <Change key={`${one.order} ${one.line}`} change={one} />
        ))}
      </ul>
    </section>
  )
}

const Change = ({ change }: { readonly change: PlanChange }) => {
  const { language } = useLanguage()
  const status = SHAPES[change.kind]
  const date = (iso: string | null): string => (iso === null ? '–' : shortDate(iso, language))
  return (
    <li>
      <span className={status === 'late' ? 't-late' : status === 'done' ? 't-done' : 'm'}>
        {status === null ? null : <Shape status={status} />}
      </span>
      <span className="ell" title={change.customer ?? change.itemName}>
        <Link
          className="b ink"
          to="/"
          search={
            {
              list: change.status === null ? 'all' : listOf(change.status),
              order: `${change.order}/${change.line}`,
            } as never
          }
        >
          {change.order} / {change.line}
        </Link>{' '}
        <ChangeWords kind={change.kind} before={date(change.before)} now={date(change.now)} />
        <br />
        <span className="m f12">
          {change.causePart === null ? (
            (change.customer ?? change.itemName)
          ) : (
            <>
              <PartName part={change.causePart} /> · {change.causeOrder}
            </>
          )}
        </span>
      </span>
    </li>
  )
}

const listOf = (status: NonNullable<PlanChange['status']>): string => (status === 'on-time' ? 'all' : status)

const ChangeWords = (facts: {
  readonly kind: PlanChange['kind']
  readonly before: string
  readonly now: string
}): ReactNode => {
  const { kind, before, now } = facts
  if (kind === 'new') return <Trans>new, projected {now}</Trans>
  if (kind === 'gone') return <Trans>no longer open</Trans>
  if (kind === 'stuck') return <Trans>cannot be scheduled any more</Trans>
  if (kind === 'became-late')
    return (
      <Trans>
        is late now: {before} → {now}
      </Trans>
    )
  if (kind === 'recovered')
    return (
      <Trans>
        is in time again: {before} → {now}
      </Trans>
    )
  return (
    <>
      {before} → {now}
    </>
  )
}
