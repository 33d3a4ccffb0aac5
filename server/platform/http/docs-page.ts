type JsonObject = Record<string, unknown>
type Operation = {
  operationId: string
  tags: string[]
  summary: string
  parameters: { name: string; in: string; required: boolean; schema: JsonObject }[]
  requestBody?: { content: Record<string, { schema: JsonObject }> }
  responses: Record<string, { content?: Record<string, { schema?: JsonObject }> }>
  'x-access': { kind: string; roles?: string[]; organisation?: string }
}

const style = `body{font:16px/1.6 "PingFang SC","Source Han Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:70rem;margin:0 auto;padding:2rem 1rem;color:#1b1f23;background:#fff}
h1{font-size:34px;line-height:1.3;margin:0 0 .5rem}h2{font-size:26px;border-top:2px solid #1b1f23;padding-top:.75rem;margin:3rem 0 1rem}details{border-bottom:1px solid #d5dade;padding:.6rem 0}summary{cursor:pointer}
code,pre{font:14px/1.5 ui-monospace,Menlo,Consolas,monospace}pre{overflow:auto;background:#f4f6f7;padding:1rem}table{border-collapse:collapse;font-size:14px;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #e3e7ea}
.method{display:inline-block;min-width:4.5rem;font-weight:600;color:#0B5C8F}.access{color:#555e66;font-size:14px}a{color:#0B5C8F}
@media(prefers-color-scheme:dark){body{background:#111;color:#e8eaec}h2{border-color:#e8eaec}pre{background:#1c2024}.method,a{color:#6DB3DD}.access{color:#a8b0b7}td,th,details{border-color:#333a40}}`

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] as string)
}

function accessOf({ kind, roles, organisation }: Operation['x-access']): string {
  if (kind === 'public') return 'anyone'
  if (kind === 'signed_in') return 'signed in'
  return [...(organisation ? [`${organisation} of an organisation`] : []), ...(roles ?? [])].join(', ')
}

function parametersTable(parameters: Operation['parameters']): string {
  if (parameters.length === 0) return ''
  const rows = parameters.map(
    (each) =>
      `<tr><td><code>${escaped(each.name)}</code></td><td>${each.in}${each.required ? ', required' : ''}</td><td><code>${escaped(JSON.stringify(each.schema))}</code></td></tr>`,
  )
  return `<table><thead><tr><th>parameter</th><th>in</th><th>schema</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function schemaBlock(title: string, schema: JsonObject | undefined): string {
  return schema ? `<p>${title}</p><pre tabindex="0">${escaped(JSON.stringify(schema, null, 2))}</pre>` : ''
}

function operationBlock(method: string, path: string, operation: Operation): string {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  const answers = Object.entries(operation.responses)
    .filter(([status]) => status !== 'default')
    .map(
      ([status, response]) =>
        schemaBlock(`Answer ${status}`, response.content?.['application/json']?.schema) || `<p>Answer ${status}</p>`,
    )
  return `<details id="${operation.operationId}"><summary><span class="method">${method.toUpperCase()}</span> <code>${escaped(path)}</code> ${escaped(operation.summary)} <span class="access">(${escaped(accessOf(operation['x-access']))})</span></summary>
${parametersTable(operation.parameters)}${schemaBlock('Body', body)}${answers.join('')}</details>`
}

/** The OpenAPI document as one readable page, without script. */
export function docsPage(document: JsonObject): string {
  const { title, version } = document.info as { title: string; version: string }
  const groups = new Map<string, string[]>()
  for (const [path, methods] of Object.entries(document.paths as Record<string, Record<string, Operation>>)) {
    for (const [method, operation] of Object.entries(methods)) {
      const group = operation.tags[0] ?? ''
      groups.set(group, [...(groups.get(group) ?? []), operationBlock(method, path, operation)])
    }
  }
  const contents = [...groups.keys()].map((group) => `<a href="#${group}">${group}</a>`).join(' · ')
  const sections = [...groups]
    .map(([group, blocks]) => `<h2 id="${group}">${group}</h2>${blocks.join('\n')}`)
    .join('\n')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)} API ${version}</title><style>${style}</style></head>
<body><main><h1>${escaped(title)} API</h1><p>Version ${version}. Machine-readable: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1). Sign in with a session cookie or <code>Authorization: Bearer</code>; errors are <code>application/problem+json</code>.</p><p>${contents}</p>${sections}</main></body></html>`
}
