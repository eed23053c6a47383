/**
 * Runs dependency-cruiser in the current folder with its `.dependency-cruiser.mjs` and prints what it saw as JSON.
 * A program of its own because dependency-cruiser looks at the current folder.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { readTsx } from './read-tsx.ts'

readTsx()
const config = (await import(pathToFileURL(join(process.cwd(), '.dependency-cruiser.mjs')).href)).default
const folders = process.argv.slice(2)
const { output } = await cruise(folders, {
  ...config.options,
  ruleSet: { forbidden: config.forbidden },
  validate: true,
})
const { modules, summary } = output as ICruiseResult
process.stdout.write(
  JSON.stringify({
    modules: modules.map(({ source, dependencies }) => ({
      source,
      imports: dependencies.map(({ module, protocol }) => `${protocol ?? ''}${module}`),
    })),
    violations: summary.violations.map(({ from, to, rule, cycle }) => ({
      from,
      to,
      rule: rule.name,
      cycle: cycle?.map(({ name }) => name),
    })),
  }),
)
