import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export interface ToolRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a JavaScript program with this Node in a folder and waits for its end. */
export function runNode(script: string, args: readonly string[], folder: string): Promise<ToolRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    })
    const output = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        output[stream] += text
      })
    }
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, ...output }))
  })
}

/** Path of a package's command, from its own `bin`: no shell, no npx, the pinned version. */
export function commandOf(packageName: string, command: string): string {
  const manifest = manifestOf(packageName)
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin?: string | Record<string, string> }
  const script = typeof bin === 'string' ? bin : bin?.[command]
  if (script === undefined) throw new Error(`${packageName} should have a command (${command})`)
  return join(dirname(manifest), script)
}

function manifestOf(packageName: string): string {
  for (const folder of createRequire(import.meta.url).resolve.paths(packageName) ?? []) {
    const manifest = join(folder, packageName, 'package.json')
    try {
      readFileSync(manifest)
      return manifest
    } catch {
      // not in this node_modules; the next one up may have it
    }
  }
  throw new Error(`${packageName} should be installed: run npm ci`)
}
