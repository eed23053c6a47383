import { useCallback, useEffect, useRef, useState } from 'react'
import type { UploadMade } from '../../../schemas/rest/records.ts'
import { RequestRefused, sendFile } from '../rest/client.ts'
import { type Draft, type DraftFile, type DraftOrder, keepDraft, loadDraft, without } from './draft.ts'

export type SendingFault = { readonly kind: 'refused'; readonly message: string } | { readonly kind: 'cut' }

export interface OpenDraft {
  readonly draft: Draft
  readonly change: (at: number, change: (file: DraftFile) => DraftFile) => void
  readonly add: (files: readonly File[]) => void
  readonly remove: (at: number) => void
  readonly order: (order: DraftOrder | null) => void
  /** Files on their way, by their place. */
  readonly faults: Readonly<Record<number, SendingFault>>
  /** False: the browser keeps no more, so that a reload would lose what was typed. */
  readonly isKept: boolean
}

/** Files chosen in this page but not sent yet, by draft and place: they cannot be kept over a reload. */
const chosen = new Map<string, File>()
export const placeOf = (id: string, at: number): string => `${id} ${at}`
export const chooseFile = (id: string, at: number, file: File): void => void chosen.set(placeOf(id, at), file)

/** Opens an import in the making, keeps every change of it, and sends its files. */
export function useDraft(id: string): OpenDraft | null {
  const [draft, setDraft] = useState<Draft | null>(() => loadDraft(id))
  const [isKept, setKept] = useState(true)
  const [faults, setFaults] = useState<Readonly<Record<number, SendingFault>>>({})
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
  const sent = useCallback(
    (at: number, fault: SendingFault | null) =>
      setFaults((before) => (fault === null ? without(before, at) : { ...before, [at]: fault })),
    [],
  )
  useSending(draft, { change, sent })
  if (!draft) return null
  return {
    draft,
    change,
    faults,
    isKept,
    order: (order) => update((one) => ({ ...one, order })),
    remove: (at) => update((one) => ({ ...one, files: one.files.filter((_, i) => i !== at) })),
    add: (files) => {
      for (const [i, file] of files.entries()) chooseFile(draft.id, draft.files.length + i, file)
      update((one) => ({ ...one, files: [...one.files, ...files.map(unsent)] }))
    },
  }
}

export const unsent = ({ name, size }: File): DraftFile => ({ name, bytes: size, upload: null, cells: {} })

interface Sending {
  readonly change: OpenDraft['change']
  readonly sent: (at: number, fault: SendingFault | null) => void
}

/** Sends what is not sent, one after the other. */
function useSending(draft: Draft | null, { change, sent }: Sending): void {
  const isSending = useRef(false)
  useEffect(() => {
    if (!draft || isSending.current) return
    const at = draft.files.findIndex((one, i) => one.upload === null && chosen.has(placeOf(draft.id, i)))
    const file = chosen.get(placeOf(draft.id, at))
    if (!file) return
    isSending.current = true
    chosen.delete(placeOf(draft.id, at))
    void sendOne(file)
      .then((upload) => {
        sent(at, null)
        change(at, (one) => ({ ...one, upload, bytes: file.size }))
      })
      .catch((error: unknown) => sent(at, faultOf(error)))
      .finally(() => {
        isSending.current = false
      })
  }, [draft, change, sent])
}

const faultOf = (error: unknown): SendingFault =>
  error instanceof RequestRefused ? { kind: 'refused', message: error.message } : { kind: 'cut' }

/** Names go in an address: signs that no file of a disk may have are not taken there. */
async function sendOne(file: File): Promise<string> {
  const name = file.name.replaceAll(/[/\\"\p{Cc}]/gu, '-').slice(-100) || 'file'
  const { upload } = await sendFile<UploadMade>(`/api/uploads?name=${encodeURIComponent(name)}`, file)
  return upload
}
