import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import type { EditAnswer, RecordEdit } from '../../../schemas/rest/edits.ts'
import { send } from '../rest/client.ts'
import { PLAN_TOPIC, RECORDS_TOPIC } from '../rest/topics.ts'
import { useRefusalText } from './failure-text.ts'
import { type Choices, type Conflict, mergeEdits } from './merge-edits.ts'
import { useUncaught } from './use-uncaught.ts'

/** A change that was written and can be taken back: as a batch of the records, or in a way of its own. */
export type DoneChange = {
  /** In the reader's words: what was changed. */
  readonly name: string
} & ({ readonly batch: number } | { readonly undo: () => Promise<unknown> })

/** What a door answers that writes edits together with something else; `undo` takes all of it back. */
export type Written = EditAnswer & { readonly undo?: () => Promise<unknown> }

export interface EditOptions {
  readonly reason?: string
  /** Another door than that of the records. */
  readonly write?: (edits: readonly RecordEdit[]) => Promise<Written>
}

/** Cells that somebody changed while they were typed here, until a choice is made; null: none, go on typing. */
export interface Clash {
  readonly edits: readonly RecordEdit[]
  readonly conflicts: readonly Conflict[]
  readonly resolve: (choices: Choices | null) => void
}

export interface Edits {
  /** Writes all edits or none, after a choice where somebody was first; what the node answers says which cells are in the way. */
  readonly edit: (edits: readonly RecordEdit[], name: string, options?: EditOptions) => Promise<EditAnswer>
  readonly clash: Clash | null
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
  const refusalText = useRefusalText()
  const [done, setDone] = useState<readonly DoneChange[]>([])
  const [said, setSaid] = useState<Said | null>(null)
  const [clash, setClash] = useState<Clash | null>(null)
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
    (edits, name, options = {}) => writeMerged({ edits, name, options }, { note, refresh, setClash }),
    [note, refresh],
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
      setSaid({ kind: 'refused', message: refusalText(error) })
    }
  }, [done, refresh, refusalText])
  useUncaught((error) => setSaid({ kind: 'refused', message: refusalText(error) }))
  const edits = useMemo(
    () => ({
      edit,
      note,
      undo,
      done,
      said,
      clash,
      dismiss: () => setSaid(null),
      refuse: (message: string) => setSaid({ kind: 'refused', message }),
    }),
    [edit, note, undo, done, said, clash],
  )
  return <Current.Provider value={edits}>{children}</Current.Provider>
}

interface Writing {
  readonly note: (change: DoneChange) => void
  readonly refresh: () => Promise<unknown>
  readonly setClash: (clash: Clash | null) => void
}

/** Writes, and where somebody was first writes again what was chosen, until nobody is in the way or the writer goes on typing. */
async function writeMerged(
  {
    edits,
    name,
    options: { reason, write = recordsDoor(reason) },
  }: { readonly edits: readonly RecordEdit[]; readonly name: string; readonly options: EditOptions },
  { note, refresh, setClash }: Writing,
): Promise<EditAnswer> {
  for (let left = edits; ; ) {
    const answer = await write(left)
    if (answer.batch !== null) note(answer.undo ? { undo: answer.undo, name } : { batch: answer.batch, name })
    if (answer.conflicts.length === 0) return answer
    const choices = await choose({ edits: left, conflicts: answer.conflicts }, setClash)
    if (choices === null) return answer
    void refresh()
    left = mergeEdits(left, answer.conflicts, choices)
    if (left.length === 0) return { batch: null, conflicts: [], issues: [] }
  }
}

const recordsDoor =
  (reason: string | undefined) =>
  (edits: readonly RecordEdit[]): Promise<Written> =>
    send('POST', '/api/record-edits', { edits, ...(reason ? { reason } : {}) })

const choose = (clash: Omit<Clash, 'resolve'>, setClash: (clash: Clash | null) => void): Promise<Choices | null> =>
  new Promise((done) =>
    setClash({
      ...clash,
      resolve: (choices) => {
        setClash(null)
        done(choices)
      },
    }),
  )

export function useEdits(): Edits {
  const edits = useContext(Current)
  if (!edits) throw new Error('useEdits should be called below EditsProvider')
  return edits
}
