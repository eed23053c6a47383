import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ImportChecked } from '../../../schemas/rest/imports.ts'
import { useRefusalText } from '../editing/failure-text.ts'
import { inquire, RequestRefused } from '../rest/client.ts'
import { checkOf, type Draft } from './draft.ts'

export interface Checking {
  /** The newest answer; it stays while the next is made. */
  readonly checked: ImportChecked | null
  /** Something changed since. */
  readonly isBehind: boolean
  /** Words of a refusal; '' where no answer came. */
  readonly failure: string | null
}

const AGAIN_MS = 3_000

/**
 * Has the node look at an import whenever something of it changes: one question at a time, and then the newest. A cut connection is tried
 * again by itself.
 */
export function useCheck(draft: Draft): Checking {
  const [state, setState] = useState<{ checked: ImportChecked | null; of: string; failure: string | null }>({
    checked: null,
    of: '',
    failure: null,
  })
  const refusalText = useRefusalText()
  const textOf = useEffectEvent(refusalText)
  const asked = JSON.stringify(checkOf(draft))
  const newest = useRef(asked)
  const isRunning = useRef(false)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    newest.current = asked
    if (isRunning.current || asked === '[]' || asked === state.of || draft.order !== null) return
    isRunning.current = true
    void look(asked, (error) => textOf(error)).then((answer) => {
      isRunning.current = false
      if ('failure' in answer) {
        setState((before) => ({ ...before, failure: answer.failure }))
        setTimeout(() => setTurn((one) => one + 1), AGAIN_MS)
      } else setState({ checked: answer, of: asked, failure: null })
    })
  }, [asked, state.of, draft.order, turn])
  return { checked: state.checked, isBehind: asked !== state.of && asked !== '[]', failure: state.failure }
}

async function look(
  asked: string,
  textOf: (error: unknown) => string,
): Promise<ImportChecked | { readonly failure: string }> {
  try {
    return await inquire<ImportChecked>('/api/import-checks', { files: JSON.parse(asked) as unknown })
  } catch (error) {
    return { failure: error instanceof RequestRefused ? textOf(error) : '' }
  }
}
