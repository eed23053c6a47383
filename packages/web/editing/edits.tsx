import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import type { EditAnswer, RecordEdit } from '../../../schemas/rest/edits.ts'
import { RequestRefused, send } from '../rest/client.ts'
import { PLAN_TOPIC, RECORDS_TOPIC } from '../rest/topics.ts'

/** A change that was written and can be taken back: as a batch of the records, or in a way of its own. */
export type DoneChange = {
  /** In the reader's words: what was changed. */
  readonly name: string
} & ({ readonly batch: number } | { readonly undo: () => Promise<unknown> })

export interface Edits {
  /** Writes all edits or none; what the node answers says which cells are in the way. */
  readonly edit: (edits: readonly RecordEdit[], name: string, reason?: string) => Promise<EditAnswer>
  /** Notes a change that another door has written, so that it can be undone too. */
  readonly note: (change: DoneChange) => void
  readonly undo: () => Promise<void>
  /** Says why a change was not written. */
  readonly refuse: (message: string) => void
  /** The newest last. */
  readonly done: readonly DoneChange[]
  /** What was said last, for a moment: a change, an undo or a refusal. */
  readonly said: Said | null
  readonly dismiss: () => void
}

export type Said =
  | { readonly kind: 'done' | 'undone'; readonly name: string }
  | { readonly kind: 'refused'; readonly message: string }

/** Changes of this session that can be taken back. */
const MOST = 50

const Current = createContext<Edits | null>(null)

/** Keeps the changes of a session, so that the last fifty can be undone from anywhere. */
export const EditsProvider = ({ children }: { readonly children: ReactNode }) => {
  const queries = useQueryClient()
  const [done, setDone] = useState<readonly DoneChange[]>([])
  const [said, setSaid] = useState<Said | null>(null)
  const refresh = useCallback(
    () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: [RECORDS_TOPIC] }),
        queries.invalidateQueries({ queryKey: [PLAN_TOPIC] }),
      ]),
    [queries],
  )
  const note = useCallback(
    (change: DoneChange) => {
      setDone((before) => [...before, change].slice(-MOST))
      setSaid({ kind: 'done', name: change.name })
      void refresh()
    },
    [refresh],
  )
  const edit = useCallback<Edits['edit']>(
    async (edits, name, reason) => {
      const answer = await send<EditAnswer>('POST', '/api/record-edits', { edits, ...(reason ? { reason } : {}) })
      if (answer.batch !== null) note({ batch: answer.batch, name })
      return answer
    },
    [note],
  )
  const undo = useCallback(async () => {
    const last = done.at(-1)
    if (!last) return
    try {
      await ('undo' in last ? last.undo() : send('POST', `/api/imports/${last.batch}/undo`))
      setDone((before) => before.filter((one) => one !== last))
      setSaid({ kind: 'undone', name: last.name })
      await refresh()
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error
      setSaid({ kind: 'refused', message: error.message })
    }
  }, [done, refresh])
  const edits = useMemo(
    () => ({
      edit,
      note,
      undo,
      done,
      said,
      dismiss: () => setSaid(null),
      refuse: (message: string) => setSaid({ kind: 'refused', message }),
    }),
    [edit, note, undo, done, said],
  )
  return <Current.Provider value={edits}>{children}</Current.Provider>
}

export function useEdits(): Edits {
  const edits = useContext(Current)
  if (!edits) throw new Error('useEdits should be called below EditsProvider')
  return edits
}
