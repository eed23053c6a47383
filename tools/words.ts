import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { trackedFiles } from './checks/tracked-files.ts'

/**
 * Gathers every word of the screens into the catalogs of their folders and lists what is still untranslated. A word that another
 * folder has translated already is filled in, so that one word has one translation.
 */
const root = join(import.meta.dirname, '..')
const web = join(root, 'packages', 'web')
const lingui = join(root, 'node_modules', '@lingui', 'cli', 'dist', 'lingui.js')
const run = spawnSync(process.execPath, [lingui, 'extract', '--clean'], { cwd: web, encoding: 'utf8' })
if (run.status !== 0) {
  process.stderr.write(run.stdout + run.stderr)
  process.exit(1)
}

const ENTRY = /((?:^msgctxt (?:"[^\n]*"\n?)+)?^msgid (?:"[^\n]*"\n?)+)^msgstr ((?:"[^\n]*"\n?)+)/gm
const catalogs = trackedFiles(root).filter((file) => /^packages\/web\/[^/]+\/words\/zh\.po$/.test(file))
const translated = new Map<string, string>()
for (const [, id, text] of catalogs.flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(ENTRY)]))
  if (text!.trim() !== '""') translated.set(id!, text!)

let missing = 0
for (const file of catalogs) {
  const before = readFileSync(join(root, file), 'utf8')
  const after = before.replace(ENTRY, (whole, id: string, text: string) => {
    if (text.trim() !== '""') return whole
    const known = translated.get(id)
    if (known) return `${id}msgstr ${known}`
    missing++
    process.stdout.write(`${file}: ${id.trim().replaceAll('\n', ' ')}\n`)
    return whole
  })
  if (after !== before) writeFileSync(join(root, file), after)
}
process.stdout.write(missing === 0 ? 'every word is translated\n' : `${missing} words have no translation\n`)
