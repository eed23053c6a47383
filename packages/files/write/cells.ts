import { type Day, formatDay } from '@headwater/domain/measures/day'
import { formatMicro, type Micro } from '@headwater/domain/measures/quantity'

export const day = (value: Day | null): string | null => (value === null ? null : formatDay(value))
export const num = (value: Micro | null): string | null => (value === null ? null : formatMicro(value))
