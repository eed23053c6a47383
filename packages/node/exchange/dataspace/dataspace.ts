import type { Exchange } from '../open-exchange.ts'

/** What the dataspace needs of the exchange. */
export type Dataspace = Pick<Exchange, 'database' | 'identity' | 'machine' | 'outboundFetch'>

/** A company that calls. */
export interface Partner {
  readonly id: string
  readonly did: string
}

export const DSP_PATH = '/dsp/2025-1'

/** Where partners send us messages of the protocol. */
export const ownAddress = ({ identity }: Pick<Dataspace, 'identity'>): string => `${identity.origin}${DSP_PATH}`

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** The day of the machine's clock, which dates all that companies say to each other. */
export const dayOf =
  ({ machine }: Pick<Dataspace, 'machine'>) =>
  (): Promise<string> =>
    Promise.resolve(new Date(machine()).toISOString().slice(0, 10))
