import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { csvOf, isBlock, MOST_CELL, pastedRows } from './pasted-rows.ts'

/** Takes files that are dropped anywhere on the page, and blocks or files that are pasted where nobody writes. */
export function useDropAndPaste(
  onFiles: (files: readonly File[]) => void,
  onFault: (message: string) => void,
): boolean {
  const { t } = useLingui()
  const [isOver, setOver] = useState(false)
  const take = useEffectEvent((files: readonly File[]) => {
    if (files.length > 0) onFiles(files)
  })
  const takeText = useEffectEvent((text: string) => {
    const rows = pastedRows(text)
    if (rows.some((row) => row.some((cell) => cell.length > MOST_CELL)))
      onFault(
        t`A cell of what was pasted is longer than the 1,000,000 characters that a row may have. Shorten it and paste again`,
      )
    else onFiles([new File([csvOf(rows)], t`Pasted block` + `.csv`, { type: 'text/csv' })])
  })
  useEffect(() => {
    const onDrag = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(event.type !== 'dragleave' || event.relatedTarget !== null)
    }
    const onDrop = (event: DragEvent): void => {
      setOver(false)
      if (!event.dataTransfer?.files.length) return
      event.preventDefault()
      take([...event.dataTransfer.files])
    }
    const onPaste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || isField(event.target)) return
      const files = [...(event.clipboardData?.files ?? [])]
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text !== '' && isBlock(text)) takeText(text)
      else take(files)
    }
    const events = { dragenter: onDrag, dragover: onDrag, dragleave: onDrag, drop: onDrop, paste: onPaste } as const
    for (const [name, act] of Object.entries(events)) document.addEventListener(name, act as EventListener)
    return () => {
      for (const [name, act] of Object.entries(events)) document.removeEventListener(name, act as EventListener)
    }
  }, [])
  return isOver
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select')

/** A button that opens the choice of files. */
export const ChooseFiles = ({
  onFiles,
  className = 'btn',
  children,
}: {
  readonly onFiles: (files: readonly File[]) => void
  readonly className?: string
  readonly children: ReactNode
}) => {
  const { t } = useLingui()
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className={className} onClick={() => field.current?.click()}>
        {children}
      </button>
      <input
        ref={field}
        type="file"
        hidden
        multiple
        tabIndex={-1}
        aria-label={t`Files to import`}
        accept=".csv,.xlsx,.txt,.tsv,text/csv"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}

/** The way in, where nothing is being imported. */
export const DropZone = ({
  isOver,
  onFiles,
}: {
  readonly isOver: boolean
  readonly onFiles: (files: readonly File[]) => void
}) => (
  <section className={`drop-zone ${isOver ? 'over' : ''}`}>
    <p className="f16 b">
      <Trans>Drop spreadsheets anywhere on this page</Trans>
    </p>
    <p className="m">
      <Trans>
        Excel or CSV, several at once, with your own column names. You see what would change before anything is written.
      </Trans>
    </p>
    <p className="row">
      <ChooseFiles className="btn pri" onFiles={onFiles}>
        <Trans>Choose files…</Trans>
      </ChooseFiles>
      <span className="q f12">
        <Trans>
          or copy a block in your spreadsheet and press <kbd>⌘V</kbd> <kbd>Ctrl V</kbd> here
        </Trans>
      </span>
    </p>
  </section>
)
