import { useState } from 'react'
import { useRefusalText } from '../editing/failure-text.ts'
import { RequestRefused } from '../rest/client.ts'

/** Sends a change and keeps what is wrong with it, to be said beside the button: `wordsOf` says it where the node has only a status. */
export function useAct(wordsOf: (status: number) => string | undefined) {
  const refusalText = useRefusalText()
  const [wrong, setWrong] = useState<string | null>(null)
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    setWrong(null)
    try {
      await work()
      return true
    } catch (error) {
      const known = error instanceof RequestRefused ? wordsOf(error.problem.status) : undefined
      setWrong(known ?? refusalText(error))
      return false
    }
  }
  return { act, wrong }
}
