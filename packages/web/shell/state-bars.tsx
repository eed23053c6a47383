import { Plural, Trans } from '@lingui/react/macro'
import { useSyncExternalStore } from 'react'
import { Shape } from '../look/status.tsx'
import { areScreensNewer, onNewerScreens } from '../rest/newer-screens.ts'
import { onWaiting, waitingCount } from '../rest/unsent.ts'

/** What stands between what is typed and the node: changes that wait for an answer, and screens older than the node. */
export const StateBars = () => {
  const waiting = useSyncExternalStore(onWaiting, waitingCount)
  const isNewer = useSyncExternalStore(onNewerScreens, areScreensNewer)
  if (waiting === 0 && !isNewer) return null
  return (
    <div className="state-bars">
      {waiting === 0 ? null : (
        <p className="state-bar unsent" role="status">
          <span className="row t-risk">
            <Shape status="risk" />{' '}
            <Plural
              value={waiting}
              one="# change is not saved yet: the node does not answer, it is sent again…"
              other="# changes are not saved yet: the node does not answer, they are sent again…"
            />
          </span>
        </p>
      )}
      {isNewer ? (
        <p className="state-bar" role="status">
          <span>
            <Trans>
              Headwater was renewed while this page stood open. Save what you are typing, then load the new screens.
            </Trans>
          </span>
          <button type="button" className="btn sm" onClick={() => location.reload()}>
            <Trans>Load the new screens</Trans>
          </button>
        </p>
      ) : null}
    </div>
  )
}
