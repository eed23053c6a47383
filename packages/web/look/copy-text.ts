/** Puts a text on the clipboard, also where the browser has none for pages without TLS; false: it could not be done. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (!navigator.clipboard) return copyChosen(text)
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyChosen(text)
  }
}

/** The older way: what is chosen in a field that nobody sees. */
function copyChosen(text: string): boolean {
  const field = document.createElement('textarea')
  const before = document.activeElement
  field.value = text
  field.className = 'for-readers'
  document.body.append(field)
  field.select()
  const isDone = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return isDone
}
