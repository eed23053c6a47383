import type { OverrideDraft } from './override-fields.tsx'

/** What of a draft is typed; its weeks stand in the address. */
export type TypedOverride = Omit<OverrideDraft, 'firstDay' | 'lastDay'>

const keyOf = (scope: string): string => `headwater.override.${scope}`

/** What was typed of a scope in this window and not saved; null: nothing. */
export function keptOverride(scope: string): TypedOverride | null {
  const kept = sessionStorage.getItem(keyOf(scope))
  return kept === null ? null : (JSON.parse(kept) as TypedOverride)
}

/** Keeps it over a reload, a closed panel or a login; null: it is saved. */
export function keepOverride(scope: string, typed: TypedOverride | null): void {
  if (typed === null) sessionStorage.removeItem(keyOf(scope))
  else sessionStorage.setItem(keyOf(scope), JSON.stringify(typed))
}
