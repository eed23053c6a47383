import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ImportChecked } from '../../../schemas/rest/imports.ts'
import { useRefusalText } from '../editing/failure-text.ts'
import { inquire, RequestRefused } from '../rest/client.ts'
import { pauseAfter } from './check-pause.ts'
import { checkOf, type Draft } from './draft.ts'

export interface Checking {
  /** The newest answer; it stays while the next is made. */
  readonly checked: ImportChecked | null
  /** Something changed since. */
  readonly isBehind: boolean
  /** Words of a refusal; '' where no answer came. */
  readonly failure: string | null
  /** Nothing is asked by itself any more. */
  readonly isStopped: boolean
  readonly again: () => void
}

/**
 * Has the node look at an import whenever something of it changes: one question at a time, and then the newest. A cut connection is tried
 * again by itself for a while; a refusal is not, until something changes or somebody asks again.
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
  const isRunning = useRef(false)
  const unanswered = useRef(0)
  /** The question after whose failure nothing is asked by itself. */
  const [stopped, setStopped] = useState<string | null>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (isRunning.current || asked === '[]' || asked === state.of || asked === stopped || draft.order !== null) return
    isRunning.current = true
    void look(asked, (error) => textOf(error)).then((answer) => {
      isRunning.current = false
      if ('failure' in answer) {
        setState((before) => ({ ...before, failure: answer.failure }))
        unanswered.current += 1
        const pause = pauseAfter(answer.failure, unanswered.current)
        if (pause === null) setStopped(asked)
        else setTimeout(() => setTurn((one) => one + 1), pause)
      } else {
        unanswered.current = 0
        setState({ checked: answer, of: asked, failure: null })
      }
    })
  }, [asked, state.of, stopped, draft.order, turn])
  const isBehind = asked !== state.of && asked !== '[]'
  const again = (): void => {
    unanswered.current = 0
    setStopped(null)
  }
  return {
    checked: state.checked,
    isBehind,
    failure: isBehind ? state.failure : null,
    isStopped: isBehind && asked === stopped,
    again,
  }
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
