/** Neither closed nor cancelled. */
export const isOpen = (status: string): boolean => status !== 'closed' && status !== 'cancelled'
