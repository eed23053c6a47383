import type { FastifyInstance } from 'fastify'

interface Operation {
  readonly summary?: string
  readonly description?: string
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: unknown }[]
  readonly requestBody?: { readonly content?: Record<string, { readonly schema?: unknown }> }
  readonly responses?: Record<string, { readonly content?: Record<string, { readonly schema?: unknown }> }>
}

/** GET /api/openapi.json, and GET /api/docs: the same to read. */
export async function registerApiDocs(http: FastifyInstance): Promise<void> {
  http.get(
    '/api/openapi.json',
    { config: { access: 'viewer' }, schema: { summary: 'This reference as OpenAPI 3.1' } },
    () => http.swagger(),
  )
  http.get(
    '/api/docs',
    { config: { access: 'viewer' }, schema: { summary: 'This reference to read', produces: ['text/html'] } },
    (_request, reply) =>
      reply.type('text/html').send(docsPage(http.swagger().paths as Record<string, Record<string, Operation>>)),
  )
}

function docsPage(paths: Record<string, Record<string, Operation>>): string {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const contents = all
    .map((one) => `<li><a href="#${anchor(one)}">${one.method} ${escaped(one.path)}</a></li>`)
    .join('')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Headwater API</title><style>${STYLE}</style>
<nav><h1>Headwater API</h1><ul>${contents}</ul></nav><main>
<p>Programs send <code>Authorization: Bearer TOKEN</code>; errors are <code>application/problem+json</code>.
The same as <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>${all.map(section).join('')}</main></html>`
}

interface Documented {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

const anchor = ({ method, path }: Documented): string => `${method}${path}`.replace(/\W+/g, '-')

function section(one: Documented): string {
  const { operation } = one
  const parameters = (operation.parameters ?? [])
    .map((p) => `<tr><td><code>${escaped(p.name)}</code><td>${p.in}<td>${schemaText(p.schema)}`)
    .join('')
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  const answers = Object.entries(operation.responses ?? {})
    .filter(([code]) => code !== 'default')
    .map(([code, answer]) => `<h3>${code}</h3>${schemaText(Object.values(answer.content ?? {})[0]?.schema)}`)
    .join('')
  return `<section id="${anchor(one)}"><h2><b>${one.method}</b> ${escaped(one.path)}</h2>
<p>${escaped(operation.summary ?? '')}. ${escaped(operation.description ?? '')}.</p>${parameters && `<table>${parameters}</table>`}
${body ? `<h3>Body</h3>${schemaText(body)}` : ''}${answers}</section>`
}

const schemaText = (schema: unknown): string =>
  schema === undefined ? '' : `<pre>${escaped(JSON.stringify(schema, null, 1))}</pre>`

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)

const STYLE = `body{font:14px/1.5 system-ui;margin:0;display:grid;grid-template-columns:300px 1fr;color:#1c2430}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:16px;border-right:1px solid #dde2ea;box-sizing:border-box}
nav ul{padding:0;list-style:none;font-size:12px}main{padding:24px;max-width:860px}section{margin:0 0 40px}
h2{font-size:16px}h2 b{color:#0b6b5d}pre{background:#f4f6f9;padding:10px;overflow:auto;font-size:12px;max-height:320px}
td{padding:2px 12px 2px 0;vertical-align:top}`
