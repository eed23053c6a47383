import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './home-folder.ts'

const PACKS = join(projectFolder, 'packs')

/** Names of the packs that come along: data of one industry each. */
export const packNames = (): readonly string[] => readdirSync(PACKS).sort()

/** One file of a pack, as it is. */
export const readPackFile = (pack: string, file: 'pack.json' | 'demo.json'): unknown =>
  JSON.parse(readFileSync(join(PACKS, pack, file), 'utf8'))

/** The pack that is meant where none is named: the one that says so. */
export function defaultPack(): string {
  const found = packNames().find((one) => (readPackFile(one, 'pack.json') as { isDefault?: boolean }).isDefault)
  if (found === undefined) throw new Error('one of packs/*/pack.json should say isDefault')
  return found
}
