import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { CheckedFile } from '../../../schemas/rest/imports.ts'
import { grouped } from '../language/words.ts'
import { Shape } from '../look/status.tsx'
import { CheckProgress } from './check-progress.tsx'
import type { RunningCheck } from './use-check.ts'

export interface CommitBarFacts {
  readonly files: readonly CheckedFile[]
  readonly isBehind: boolean
  readonly running: RunningCheck | null
  readonly isPartly: boolean
  readonly onPartly: (isPartly: boolean) => void
  readonly onCommit: () => void
  readonly onGiveUp: () => void
}

/** All files together: what an import would change, and the import. */
export const CommitBar = ({ files, isBehind, running, isPartly, onPartly, onCommit, onGiveUp }: CommitBarFacts) => {
  const { t } = useLingui()
  const sums = sumsOf(files)
  const changes = sums.new + sums.changed
  const isStopped = sums.bad > 0 && !isPartly
  const choice = (partly: boolean, name: string) => (
    <button
      type="button"
      className={partly === isPartly ? 'on' : ''}
      aria-pressed={partly === isPartly}
      onClick={() => onPartly(partly)}
    >
      {name}
    </button>
  )
  return (
    <footer className="commit-bar">
      <Sums {...{ sums, isBehind, running }} />
      <button type="button" className="btn quiet" onClick={onGiveUp}>
        <Trans>Give it up</Trans>
      </button>
      <fieldset className="seg" aria-label={t`What goes in`}>
        {choice(false, t`All or nothing`)}
        {choice(true, t`The good rows only`)}
      </fieldset>
      <button
        type="button"
        className="btn pri"
        disabled={isBehind || changes === 0 || isStopped || sums.unread > 0}
        title={isStopped ? t`Fix what is wrong first, or import the good rows only` : undefined}
        onClick={onCommit}
      >
        <CommitWords changes={changes} bad={sums.bad} isPartly={isPartly} />
      </button>
    </footer>
  )
}

const CommitWords = ({
  changes,
  bad,
  isPartly,
}: {
  readonly changes: number
  readonly bad: number
  readonly isPartly: boolean
}) => {
  if (changes === 0 && bad === 0) return <Trans>Nothing would change</Trans>
  if (bad > 0 && isPartly)
    return (
      <Plural
        value={changes}
        one="Import # good row, leave out the rest"
        other="Import # good rows, leave out the rest"
      />
    )
  return <Plural value={changes} one="Import # row" other="Import # rows" />
}

interface SumsFacts extends Pick<CommitBarFacts, 'isBehind' | 'running'> {
  readonly sums: ReturnType<typeof sumsOf>
}

const Sums = ({ sums, isBehind, running }: SumsFacts) => (
  <span className="row grow nw" role="status">
    <Trans>
      <b>{grouped(sums.new)}</b> new
    </Trans>
    <span className="q">·</span>
    <Trans>
      <b>{grouped(sums.changed)}</b> changed
    </Trans>
    <span className="q">·</span>
    <span className="q">
      <Trans>{grouped(sums.same)} the same</Trans>
    </span>
    {sums.bad === 0 ? null : (
      <span className="t-late row">
        <Shape status="late" />
        <Plural value={sums.bad} one="# wrong" other="# wrong" />
      </span>
    )}
    {isBehind ? <CheckProgress running={running} /> : null}
  </span>
)

function sumsOf(files: readonly CheckedFile[]) {
  const sums = { new: 0, changed: 0, same: 0, bad: 0, unread: 0 }
  for (const { counts, faults } of files) {
    sums.new += counts.new
    sums.changed += counts.changed
    sums.same += counts.same
    sums.bad += counts.wrong + counts.unchecked
    sums.unread += faults.some((one) => one.row === null) ? 1 : 0
  }
  return sums
}
