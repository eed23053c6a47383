import swc from '@swc/core'

type ParseFile = (path: string, options?: object) => unknown

/**
 * dependency-cruiser 17 reads TypeScript through swc without telling it which files hold JSX, so the first `.tsx` stops it.
 * This tells swc by the file's name. A later version that does so itself makes this file superfluous.
 */
export function readTsx(): void {
  const parser = swc as unknown as { parseFileSync: ParseFile }
  const parseFile = parser.parseFileSync.bind(swc)
  parser.parseFileSync = (path, options) => parseFile(path, { ...options, tsx: path.endsWith('.tsx') })
}
