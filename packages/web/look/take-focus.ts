/** As a ref of a field for whose sake something was opened: the reader types at once. */
export const takeFocus = (element: HTMLElement | null): void => element?.focus()
