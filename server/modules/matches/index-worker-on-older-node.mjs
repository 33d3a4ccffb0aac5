// Where Node is too old to strip types, a thread starts with the loader that the server itself was started with.
import { register } from 'tsx/esm/api'

register()
await import('./index-worker.ts')
