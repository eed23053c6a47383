import { useMoment } from '../settings/moment-words.ts'

/** A moment to the second: `11-26 08:15:07`. */
export function useExactMoment(): (iso: string) => string {
  const momentOf = useMoment()
  return (iso) => `${momentOf(iso)}:${String(new Date(iso).getSeconds()).padStart(2, '0')}`
}

export const ExactMoment = ({ at }: { readonly at: string }) => <span className="nw">{useExactMoment()(at)}</span>
