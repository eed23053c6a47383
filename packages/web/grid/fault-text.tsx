import { Trans } from '@lingui/react/macro'
import type { CellWrong } from './cell-changes.ts'

/** What is wrong with a cell, and how it should be. */
export const FaultText = ({ wrong }: { readonly wrong: CellWrong | null }) => {
  if (wrong === null) return null
  if ('message' in wrong) return wrong.message
  if ('now' in wrong) return <Trans>Somebody changed it to {wrong.now} meanwhile</Trans>
  if (wrong.fault === 'date') return <Trans>Should be a date, as 2026-03-02</Trans>
  if (wrong.fault === 'whole') return <Trans>Should be a whole number</Trans>
  return wrong.fault === 'number' ? <Trans>Should be a number</Trans> : <Trans>Should be one of the choices</Trans>
}
