import type { Platform } from '../../platform/context.ts'
import type { Words } from '../catalog/index.ts'
import type { IndexHost } from './index-host.ts'
import type { Synonyms } from './rules/query.ts'
import type { PackTrackOf } from './rules/tracks.ts'

export type MatchDeps = Pick<Platform, 'database' | 'pack' | 'log' | 'newId'> & { readonly words: Words }
/** What the use cases stand on. */
export type Ground = MatchDeps & {
  readonly host: IndexHost
  readonly synonyms: Synonyms
  readonly pathOf: PackTrackOf
}
