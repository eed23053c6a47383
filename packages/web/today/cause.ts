/** The parts of lateness, in the order of time. */
export const PARTS = ['material', 'missing', 'queue', 'setup', 'run', 'batch', 'calendar'] as const
export type Part = (typeof PARTS)[number]
