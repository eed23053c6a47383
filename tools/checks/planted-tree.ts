import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))
const SETTINGS: readonly string[] =
  `package.json biome.json knip.json .oxlintrc.json .dependency-cruiser.mjs .gitignore tsconfig.json
  tsconfig.base.json`.split(/\s+/)

/**
 * A throw-away work tree with this repository's settings and installed packages, and only the given sources: a place to break
 * a rule in. It is removed when the test ends.
 */
export function plantTree(sources: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'headwater-check-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const packages = readdirSync(join(REPOSITORY, 'packages'))
  const perPackage = packages.flatMap((name) =>
    ['package.json', 'tsconfig.json'].map((file) => `packages/${name}/${file}`),
  )
  for (const file of [...SETTINGS, ...perPackage]) copyIfThere(file, root)
  for (const [file, text] of Object.entries(sources)) write(root, file, text)
  linkPackages(root, packages)
  spawnSync('git', ['init', '-q'], { cwd: root })
  return root
}

function copyIfThere(file: string, root: string): void {
  if (!existsSync(join(REPOSITORY, file))) return
  mkdirSync(dirname(join(root, file)), { recursive: true })
  copyFileSync(join(REPOSITORY, file), join(root, file))
}

function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

/** node_modules as npm makes it: installed packages are the repository's, workspaces are the tree's own. */
function linkPackages(root: string, packages: readonly string[]): void {
  const installed = join(REPOSITORY, 'node_modules')
  mkdirSync(join(root, 'node_modules', '@headwater'), { recursive: true })
  for (const name of readdirSync(installed)) {
    if (name !== '@headwater' && name !== '.bin') symlinkSync(join(installed, name), join(root, 'node_modules', name))
  }
  for (const name of packages) symlinkSync(join(root, 'packages', name), join(root, 'node_modules', '@headwater', name))
}
