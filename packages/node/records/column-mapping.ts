import type { FileContract } from '@headwater/files/contract/column'
import { type GivenStream, givenStream, REASON } from '@headwater/files/import/given-rows'
import type { Session } from '../platform/database.ts'
import type { Mapping } from './import-outcome.ts'

/** File → header fingerprint → mapping. */
export type RememberedMappings = ReadonlyMap<string, ReadonlyMap<string, Mapping>>

/** A header is known again by its names, in whatever order, and with reasons beside them. */
export const headerFingerprint = (header: readonly string[]): string =>
  JSON.stringify([...new Set(header.filter((name) => name !== '' && name !== REASON))].sort())

export async function loadMappings(session: Session, files: readonly string[]): Promise<RememberedMappings> {
  const rows = await session.query<{ file: string; headers: string; mapping: Mapping }>({
    text: 'select file, headers, mapping from column_mapping where file = any($1)',
    values: [files],
  })
  return new Map(
    [...Map.groupBy(rows, (one) => one.file)].map(([file, known]) => [
      file,
      new Map(known.map((one) => [one.headers, one.mapping])),
    ]),
  )
}

export interface MappedHeader {
  readonly file: string
  readonly header: readonly string[]
  readonly mapping: Mapping
}

export async function saveMappings(session: Session, mapped: readonly MappedHeader[]): Promise<void> {
  await session.query({
    text: `insert into column_mapping (file, headers, mapping)
           select * from unnest($1::text[], $2::text[], $3::jsonb[])
           on conflict (file, headers) do update set mapping = excluded.mapping`,
    values: [
      mapped.map((one) => one.file),
      mapped.map((one) => headerFingerprint(one.header)),
      mapped.map((one) => JSON.stringify(one.mapping)),
    ],
  })
}

/** Opens a file with the mapping remembered for its header, or as it is when there is none or none is needed. */
export function openMapped(
  bytes: Uint8Array,
  contract: FileContract,
  remembered: RememberedMappings,
): { readonly stream: GivenStream; readonly mapping: Mapping | undefined } {
  const plain = givenStream(bytes, contract)
  const known = remembered.get(contract.name)
  if (!known || plain.issues.length === 0) return { stream: plain, mapping: undefined }
  for (const [headers, mapping] of known) {
    const stream = givenStream(bytes, contract, mapping)
    if (headerFingerprint(stream.header) === headers) return { stream, mapping }
  }
  return { stream: plain, mapping: undefined }
}
