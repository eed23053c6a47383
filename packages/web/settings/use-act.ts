import { useState } from 'react'
import { RequestRefused } from '../rest/client.ts'

/** Sends a change and keeps what is wrong with it, to be said beside the button: `wordsOf` says it where the node has only a status. */
export function useAct(wordsOf: (status: number) => string | undefined) {
  const [wrong, setWrong] = useState<string | null>(null)
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    setWrong(null)
    try {
      await work()
      return true
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error
      setWrong(wordsOf(error.problem.status) ?? error.message)
      return false
    }
  }
  return { act, wrong }
}
