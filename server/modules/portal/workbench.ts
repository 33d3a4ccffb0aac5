import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** The workbench below `/app`: its files, and its one page for every address that names no file. */
export async function serveWorkbench(app: FastifyInstance, distDir: string): Promise<void> {
  const root = join(distDir, 'workbench')
  if (!existsSync(join(root, 'index.html'))) {
    throw new Error(`the workbench is not built: ${root}/index.html is missing. Run: node web/build.mjs`)
  }
  await app.register(fastifyStatic, { root, serve: false, preCompressed: true, cacheControl: false })
  // Names below /assets carry a hash of the content; the page that names them is asked for anew each time.
  const page = (reply: FastifyReply) => reply.header('cache-control', 'no-cache').sendFile('index.html')
  app.get('/app', (_request, reply) => page(reply))
  app.get<{ Params: { '*': string } }>('/app/*', (request, reply) => {
    const path = request.params['*']
    if (!path.startsWith('assets/')) return page(reply)
    return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(path)
  })
}
