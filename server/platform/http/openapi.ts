import { z } from 'zod'
import { problem, type RouteSpec } from '../../../contracts/common.ts'

type JsonObject = Record<string, unknown>

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonObject
  return rest
}

function parametersOf(schema: z.ZodObject | undefined, where: 'path' | 'query'): JsonObject[] {
  if (!schema) return []
  const whole = schemaOf(schema, 'input') as { properties?: Record<string, JsonObject>; required?: string[] }
  return Object.entries(whole.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (whole.required?.includes(name) ?? false),
    schema: property,
  }))
}

/** OpenAPI 3.1 of the whole API, made from the contracts and from nothing else. */
export function openApiOf(
  routes: readonly { group: string; name: string; spec: RouteSpec }[],
  title: string,
  version: string,
): JsonObject {
  const paths: Record<string, JsonObject> = {}
  for (const { group, name, spec } of routes) {
    const path = `/api/v1${spec.path}`
    const headers = [
      ...(spec.ifMatch ? [{ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } }] : []),
      ...(spec.method === 'POST'
        ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 100 } }]
        : []),
    ]
    const responses: JsonObject = {}
    for (const [status, schema] of Object.entries(spec.responses)) {
      const content = spec.produces
        ? { content: { 'application/octet-stream': {} } }
        : schema && { content: { 'application/json': { schema: schemaOf(schema, 'output') } } }
      responses[status] = { description: spec.summary, ...content }
    }
    responses.default = {
      description: 'Problem',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }
    paths[path] ??= {}
    const operation: JsonObject = {
      operationId: `${group}.${name}`,
      tags: [group],
      summary: spec.summary,
      security: spec.access.kind === 'public' ? [] : [{ session: [] }, { token: [] }],
      parameters: [...parametersOf(spec.params, 'path'), ...parametersOf(spec.query, 'query'), ...headers],
      responses,
      'x-access': spec.access,
    }
    if (spec.consumes) {
      const part = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } }
      operation.requestBody = { required: true, content: { 'multipart/form-data': { schema: part } } }
    } else if (spec.body) {
      operation.requestBody = { content: { 'application/json': { schema: schemaOf(spec.body, 'input') } } }
    }
    ;(paths[path] as JsonObject)[spec.method.toLowerCase()] = operation
  }
  return {
    openapi: '3.1.0',
    info: { title, version },
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'sid' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}
