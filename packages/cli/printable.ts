/** Controls of a terminal, and signs that turn the direction of writing: a partner's words could paint over ours with them. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu

/** Text of others on one line, as it may stand on a terminal. */
export const printable = (text: string): string => text.replaceAll(UNSEEN, ' ')

/** The same where lines are ours to break. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n')
