import type { CityPack } from '../../contracts/city-pack.ts'
import type { WorkCalendar } from '../../engines/calendar/index.ts'
import type { Config } from './config.ts'
import type { Database } from './database/index.ts'
import type { Log } from './log.ts'

/** What every module is given besides the faces of the modules it uses. */
export type Platform = {
  readonly config: Config
  readonly database: Database
  readonly pack: CityPack
  readonly calendar: WorkCalendar
  readonly log: Log
  readonly newId: () => string
}

/** The end of the working day `days` from `now`, in the city's time zone, as RFC 3339; null when no number is set. */
export function dueAt(
  { calendar, pack }: Pick<Platform, 'calendar' | 'pack'>,
  now: string,
  days: number | null,
): string | null {
  return days === null ? null : calendar.dueAt(new Date(now), days, pack.city.timezone).toISOString()
}
