import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from '@lingui/cli'

/** A folder of screens that says something. */
function hasWords(slice: string): boolean {
  const folder = join(import.meta.dirname, slice)
  const screens = readdirSync(folder).filter((file) => /\.tsx?$/.test(file))
  return screens.some((file) => readFileSync(join(folder, file), 'utf8').includes('@lingui/') && slice !== 'language')
}

/** Every folder of screens keeps its own words, so that a change touches only those. */
const SLICES = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((one) => one.isDirectory() && !['dist', 'public', 'node_modules'].includes(one.name) && hasWords(one.name))
  .map((one) => one.name)

export default defineConfig({
  rootDir: import.meta.dirname,
  sourceLocale: 'en',
  locales: ['en', 'zh'],
  catalogs: SLICES.map((slice) => ({
    path: `<rootDir>/${slice}/words/{locale}`,
    include: [`<rootDir>/${slice}`],
  })),
})
