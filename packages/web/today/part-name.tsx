import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { WhyLate } from '../../../schemas/rest/planning.ts'

export type Part = WhyLate['chain'][number]['parts'][number]['part']

const NAMES: Record<Part, ReactNode> = {
  queue: <Trans>Waits for the unit</Trans>,
  setup: <Trans>Change-over</Trans>,
  run: <Trans>Work itself</Trans>,
  calendar: <Trans>Closed hours</Trans>,
  material: <Trans>Waits for material</Trans>,
  batch: <Trans>Waits for a batch</Trans>,
  missing: <Trans>May not start earlier</Trans>,
}

export const PartName = ({ part }: { readonly part: Part }) => <>{NAMES[part]}</>
