import { useState } from 'react'
import type { PromisedLines } from '../../../schemas/rest/promising.ts'
import { useRefusalText } from '../editing/failure-text.ts'
import { releaseAll } from '../promise/promise-data.ts'
import { type AskedLines, askLines, reserveLines } from './order-data.ts'
import type { OrderForm } from './use-order-form.ts'

export interface OrderPromise {
  readonly answer: PromisedLines | null
  /** What stands in the form is no longer what was asked. */
  readonly isStale: boolean
  readonly isBusy: boolean
  readonly failure: string | null
  readonly canAsk: boolean
  readonly ask: () => Promise<void>
  /** Keeps the goods for so many hours; only for what is no order yet. */
  readonly reserve: (hours: number) => Promise<void>
  /** Reservations that the order will take the place of. */
  readonly reserved: readonly string[]
  /** Should the dates of the answer be what the customer was told? */
  readonly isTold: boolean
  readonly setTold: (isTold: boolean) => void
}

/** The promise desk's answer to what stands in the form of an order. */
export function useOrderPromise(form: OrderForm): OrderPromise {
  const refusalText = useRefusalText()
  const [told, setTold] = useState(false)
  const [state, setState] = useState<{ key: string; answer: PromisedLines } | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const asked: AskedLines = {
    lines: form.wanted,
    wanted: form.draft.due,
    without: form.lines.map((one) => one.recordKey),
  }
  const key = JSON.stringify(asked)
  const reserved = state?.answer.lines.flatMap((one) => one.reservation?.id ?? []) ?? []
  const run = async (question: () => Promise<PromisedLines>): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      // What was kept before would be in the way of itself.
      await releaseAll(reserved)
      setState({ key, answer: await question() })
    } catch (error) {
      setFailure(refusalText(error))
    } finally {
      setBusy(false)
    }
  }
  const isStale = state !== null && state.key !== key
  return {
    answer: state?.answer ?? null,
    isStale,
    isBusy,
    failure,
    canAsk: form.isRight && form.wanted.length > 0 && asked.wanted !== '' && !isBusy,
    ask: () => run(() => askLines(asked)),
    reserve: (hours) => run(() => reserveLines(asked, form.draft.customer.trim(), hours)),
    reserved,
    isTold: told && state !== null && !isStale,
    setTold,
  }
}
