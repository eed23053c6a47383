import { Trans } from '@lingui/react/macro'
import { Shape } from '../look/status.tsx'

/** A screen that did not come: the node was renewed and has it no more under this name, did not answer, or the screen itself failed. */
export const BrokenPage = ({ error }: { readonly error: unknown }) => {
  const words = error instanceof Error ? error.message : String(error)
  return (
    <section className="panel waiting" role="alert">
      <p className="row t-late">
        <Shape status="late" />
        <Trans>This screen could not be shown.</Trans>
      </p>
      <p>
        <Trans>
          What is saved is safe. Load the page again; if that does not help, send these words to who runs the node.
        </Trans>
      </p>
      <p>
        <code>{words}</code>
      </p>
      <p>
        <button type="button" className="btn pri" onClick={() => location.reload()}>
          <Trans>Load the page again</Trans>
        </button>
      </p>
    </section>
  )
}
