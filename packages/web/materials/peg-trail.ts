/** One step through pegging: a supply followed up to what it serves, or a need followed down to what serves it. */
export interface PegStep {
  readonly way: 'up' | 'down'
  readonly type: string
  readonly order: string
  readonly line: string
}

const BETWEEN = ' > '

export const readTrail = (text: string | undefined): readonly PegStep[] =>
  (text ?? '')
    .split(BETWEEN)
    .map((one) => one.split('|'))
    .filter((one) => one.length === 4 && (one[0] === 'up' || one[0] === 'down'))
    .map(([way, type, order, line]) => ({ way: way as PegStep['way'], type: type!, order: order!, line: line! }))

export const writeTrail = (steps: readonly PegStep[]): string =>
  steps.map(({ way, type, order, line }) => [way, type, order, line].join('|')).join(BETWEEN)
