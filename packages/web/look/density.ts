import { useEffect, useState } from 'react'

export const DENSITIES = ['compact', 'regular', 'touch'] as const
export type Density = (typeof DENSITIES)[number]

/** Height of a row in pixels. */
export const ROW_HEIGHT: Readonly<Record<Density, number>> = { compact: 28, regular: 34, touch: 52 }

const KEY = 'headwater.density'
const CHANGED = 'headwater:density'

const kept = (): Density => {
  const text = localStorage.getItem(KEY)
  return DENSITIES.find((one) => one === text) ?? 'regular'
}

if (typeof document !== 'undefined') document.documentElement.dataset.density = kept()

/** How close rows stand; the same everywhere, kept in this browser. */
export function useDensity(): readonly [Density, (density: Density) => void] {
  const [density, setDensity] = useState<Density>(kept)
  useEffect(() => {
    document.documentElement.dataset.density = density
    const follow = (): void => setDensity(kept())
    window.addEventListener(CHANGED, follow)
    return () => window.removeEventListener(CHANGED, follow)
  }, [density])
  const choose = (next: Density): void => {
    localStorage.setItem(KEY, next)
    window.dispatchEvent(new Event(CHANGED))
  }
  return [density, choose]
}
