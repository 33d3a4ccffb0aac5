import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { AppError } from './errors.ts'

export type Metrics = {
  readonly registry: Registry
  /** Times every answer by route pattern (never by address, which may carry ids) and serves `/metrics` to loopback or the token. */
  watch(app: FastifyInstance): void
  gauge(name: string, help: string, read: () => number): void
  counter(name: string, help: string, labels?: string[]): Counter
}

const loopback = /^(127\.|::1$|::ffff:127\.)/

export function createMetrics(token: string | null): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  return {
    registry,
    watch(app) {
      app.addHook('onResponse', async (request, reply) => {
        const route = request.routeOptions.url ?? 'none'
        seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
      })
      app.get('/metrics', async (request, reply) => {
        const given = Buffer.from(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
        const wanted = Buffer.from(token ?? '')
        const byToken = wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted)
        // The socket's own address: a proxy on this machine must not open it to everybody behind it.
        const direct =
          loopback.test(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined
        if (!byToken && !direct) throw new AppError('not_found')
        return reply.header('content-type', registry.contentType).send(await registry.metrics())
      })
    },
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read())
        },
      })
    },
    counter: (name, help, labelNames = []) => new Counter({ name, help, labelNames, registers: [registry] }),
  }
}
