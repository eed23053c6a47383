import { Trans, useLingui } from '@lingui/react/macro'
import type { RecordStateView } from '../../../schemas/rest/partners.ts'
import { grouped } from '../language/words.ts'
import { Shape, type Status } from '../look/status.tsx'
import { useExactMoment } from './exact-moment.tsx'

const SHAPES: Readonly<Record<RecordStateView['state'], Status>> = {
  open: 'none',
  agreed: 'done',
  behind: 'risk',
  disputed: 'conflict',
}
const TONES: Readonly<Record<RecordStateView['state'], string>> = {
  open: 'm',
  agreed: '',
  behind: 't-risk',
  disputed: 't-late',
}

/** Whether both sides held the same record when they last compared it, and how far that goes. */
export const RecordState = ({ record }: { readonly record: RecordStateView | null }) => {
  const { t } = useLingui()
  const momentOf = useExactMoment()
  if (record === null) return <span className="q">–</span>
  const ours = grouped(record.ours)
  const compared =
    record.at === null ? t`not compared yet` : t`compared ${momentOf(record.at)}; ${ours} records here now`
  return (
    <span className={`row record-cell ${TONES[record.state]}`} title={compared}>
      <Shape status={SHAPES[record.state]} />
      <span className="ell">
        <Words {...record} />
      </span>
    </span>
  )
}

const Words = ({ state, theirs, ours }: RecordStateView) => {
  const [signed, here] = [grouped(theirs), grouped(ours)]
  switch (state) {
    case 'agreed':
      return <Trans>Agreed up to {signed}</Trans>
    case 'behind':
      return (
        <Trans>
          Behind: {here} of {signed}
        </Trans>
      )
    case 'disputed':
      return <Trans>Disputed</Trans>
    default:
      return <Trans>Not compared yet</Trans>
  }
}
