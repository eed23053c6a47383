import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'

const NAMES: Readonly<Record<string, ReactNode>> = {
  given: <Trans>Given, not computed</Trans>,
  'mean of few': <Trans>Mean of few weeks</Trans>,
  'exponential smoothing': <Trans>Exponential smoothing</Trans>,
  theta: <Trans>Theta</Trans>,
  'dynamic theta': <Trans>Dynamic theta</Trans>,
  'seasonal naive': <Trans>Same week last year</Trans>,
  autoregression: <Trans>Autoregression</Trans>,
  'slow average': <Trans>Slow average</Trans>,
  tsb: <Trans>Rare demand (TSB)</Trans>,
}

/** The name of a method by its code; `of logs` and `of roots` say on which scale it works. */
export const MethodName = ({ code }: { readonly code: string | null }) => {
  if (code === null) return <span className="q">–</span>
  const scale = / of (logs|roots)$/.exec(code)?.[1]
  const plain = scale === undefined ? code : code.slice(0, -` of ${scale}`.length)
  const weeks = /^mean of (\d+)$/.exec(plain)?.[1]
  const name = weeks === undefined ? (NAMES[plain] ?? plain) : <Trans>Mean of {weeks} weeks</Trans>
  if (scale === undefined) return <>{name}</>
  return (
    <>
      {name}
      <span className="u"> {scale === 'logs' ? <Trans>on logarithms</Trans> : <Trans>on square roots</Trans>}</span>
    </>
  )
}
