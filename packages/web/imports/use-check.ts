import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ImportChecked } from '../../../schemas/rest/imports.ts'
import { useRefusalText } from '../editing/failure-text.ts'
import { newKey } from '../rest/act-keys.ts'
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
  /** The check that is on its way. */
  readonly running: RunningCheck | null
  /** The last one was given up by the reader. */
  readonly isGivenUp: boolean
}

export interface RunningCheck {
  readonly id: string
  readonly giveUp: () => void
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
  const [running, setRunning] = useState<RunningCheck | null>(null)
  const unanswered = useRef(0)
  /** The question after whose failure nothing is asked by itself. */
  const [stopped, setStopped] = useState<string | null>(null)
  const [isGivenUp, setGivenUp] = useState(false)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (isRunning.current || asked === '[]' || asked === state.of || asked === stopped || draft.order !== null) return
    isRunning.current = true
    const given = new AbortController()
    const id = newKey()
    setRunning({ id, giveUp: () => given.abort() })
    void look({ id, asked, signal: given.signal }, (error) => textOf(error)).then((answer) => {
      isRunning.current = false
      setRunning(null)
      setGivenUp(given.signal.aborted)
      if ('failure' in answer) {
        setState((before) => ({ ...before, failure: answer.failure }))
        unanswered.current += 1
        const pause = given.signal.aborted ? null : pauseAfter(answer.failure, unanswered.current)
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
    running: isBehind ? running : null,
    isGivenUp,
  }
}

interface Question {
  readonly id: string
  readonly asked: string
  readonly signal: AbortSignal
}

async function look(
  { id, asked, signal }: Question,
  textOf: (error: unknown) => string,
): Promise<ImportChecked | { readonly failure: string }> {
  try {
    return await inquire<ImportChecked>('/api/import-checks', { id, files: JSON.parse(asked) as unknown }, signal)
  } catch (error) {
    return { failure: error instanceof RequestRefused ? textOf(error) : '' }
  }
}
