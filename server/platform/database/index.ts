export { createDatabase, type Database, type Reading, type Recorded, type Writing } from './database.ts'
export { migrate } from './migrate.ts'
export { after, allTokens, type CursorKey, countLimit, cursorOf, pageOf, readCursor, totalOf } from './paging.ts'
export type { DB } from './schema.ts'
