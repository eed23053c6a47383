import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { Missing } from '../../../schemas/rest/products.ts'
import { Shape } from '../look/status.tsx'

const MISSING = {
  'no-bill': msg`No bill of materials`,
  'no-routing': msg`No routing`,
  'no-supplier': msg`No supplier`,
  'no-lead-time': msg`No lead time`,
  unused: msg`Nothing uses it`,
} as const satisfies Readonly<Record<Missing, unknown>>

/** What planning would need and nobody gave. */
export const MissingChips = ({ missing }: { readonly missing: readonly string[] }) => {
  const { i18n } = useLingui()
  return (
    <>
      {missing.map((one) => (
        <span key={one} className="chip none">
          <Shape status="none" /> {i18n._(MISSING[one as Missing])}
        </span>
      ))}
    </>
  )
}

export const missingOf = (codes: string | null): readonly string[] => codes?.split(' ') ?? []
