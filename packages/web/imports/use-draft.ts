import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { UploadMade } from '../../../schemas/rest/records.ts'
import { useRefusalText } from '../editing/failure-text.ts'
import { RequestRefused, sendFile } from '../rest/client.ts'
import { type Draft, type DraftFile, type DraftOrder, keepDraft, loadDraft, newId, without } from './draft.ts'

export type SendingFault = { readonly kind: 'refused'; readonly message: string } | { readonly kind: 'cut' }

export interface OpenDraft {
  readonly draft: Draft
  readonly change: (at: number, change: (file: DraftFile) => DraftFile) => void
  readonly add: (files: readonly File[]) => void
  readonly remove: (at: number) => void
  readonly order: (order: DraftOrder | null) => void
  /** Of files that did not arrive, by their id. */
  readonly faults: Readonly<Record<string, SendingFault>>
  /** False: the browser keeps no more, so that a reload would lose what was typed. */
  readonly isKept: boolean
}

/** Files chosen in this page but not sent yet, by id: they cannot be kept over a reload. */
const chosen = new Map<string, File>()
export const chooseFile = (id: string, file: File): void => void chosen.set(id, file)

/** A chosen file in the list, to be sent. */
export function unsent(file: File): DraftFile {
  const id = newId()
  chooseFile(id, file)
  return { id, name: file.name, bytes: file.size, upload: null, cells: {} }
}

/** Opens an import in the making, keeps every change of it, and sends its files. */
export function useDraft(id: string): OpenDraft | null {
  const [draft, setDraft] = useState<Draft | null>(() => loadDraft(id))
  const [isKept, setKept] = useState(true)
  const [faults, setFaults] = useState<Readonly<Record<string, SendingFault>>>({})
  const newest = useRef(draft)
  const update = useCallback((change: (draft: Draft) => Draft) => {
    if (!newest.current) return
    newest.current = change(newest.current)
    setKept(keepDraft(newest.current))
    setDraft(newest.current)
  }, [])
  const change = useCallback<OpenDraft['change']>(
    (at, edit) => update((one) => ({ ...one, files: one.files.map((file, i) => (i === at ? edit(file) : file)) })),
    [update],
  )
  const arrived = useCallback(
    (id: string, upload: string) =>
      update((one) => ({ ...one, files: one.files.map((file) => (file.id === id ? { ...file, upload } : file)) })),
    [update],
  )
  const sent = useCallback(
    (id: string, fault: SendingFault | null) =>
      setFaults((before) => (fault === null ? without(before, id) : { ...before, [id]: fault })),
    [],
  )
  useSending(draft, { arrived, sent })
  if (!draft) return null
  return {
    draft,
    change,
    faults,
    isKept,
    order: (order) => update((one) => ({ ...one, order })),
    remove: (at) => update((one) => ({ ...one, files: one.files.filter((_, i) => i !== at) })),
    add: (files) => {
      const more = files.map(unsent)
      update((one) => ({ ...one, files: [...one.files, ...more] }))
    },
  }
}

interface Sending {
  readonly arrived: (id: string, upload: string) => void
  readonly sent: (id: string, fault: SendingFault | null) => void
}

/** Sends what is not sent, one after the other; one that does not arrive holds the others up no longer. */
function useSending(draft: Draft | null, { arrived, sent }: Sending): void {
  const refusalText = useRefusalText()
  const faultOf = useEffectEvent(
    (error: unknown): SendingFault =>
      error instanceof RequestRefused ? { kind: 'refused', message: refusalText(error) } : { kind: 'cut' },
  )
  const isSending = useRef(false)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (!draft || isSending.current) return
    const id = draft.files.find((one) => one.upload === null && chosen.has(one.id))?.id ?? ''
    const file = chosen.get(id)
    if (!file) return
    isSending.current = true
    chosen.delete(id)
    sent(id, null)
    void sendOne(file)
      .then((upload) => arrived(id, upload))
      .catch((error: unknown) => sent(id, faultOf(error)))
      .finally(() => {
        isSending.current = false
        setTurn((one) => one + 1)
      })
  }, [draft, arrived, sent, turn])
}

/** Names go in an address: signs that no file of a disk may have are not taken there. */
async function sendOne(file: File): Promise<string> {
  const name = file.name.replaceAll(/[/\\"\p{Cc}]/gu, '-').slice(-100) || 'file'
  const { upload } = await sendFile<UploadMade>(`/api/uploads?name=${encodeURIComponent(name)}`, file)
  return upload
}
