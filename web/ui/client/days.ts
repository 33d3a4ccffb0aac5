/** Days of the city as instants, and back: what people write as a day, the API keeps as a moment in UTC. */

/** How far the zone is ahead of UTC at that moment, in milliseconds. */
function offset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const get = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const local = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'))
  return local - Math.floor(at / 1000) * 1000
}

/** The first or the last millisecond of a day (`2026-11-20`) in a zone, as RFC 3339 in UTC. */
export function edgeOfDay(day: string, edge: 'start' | 'end', timeZone: string): string {
  const local = Date.parse(`${day}T${edge === 'start' ? '00:00:00.000' : '23:59:59.999'}Z`)
  const guess = local - offset(local, timeZone)
  return new Date(local - offset(guess, timeZone)).toISOString()
}

/** A minute of the city's clock (`2026-11-20T09:30`, as the browser's own control gives it) as RFC 3339 in UTC. */
export function minuteAt(minute: string, timeZone: string): string {
  const local = Date.parse(`${minute.slice(0, 16)}:00.000Z`)
  const guess = local - offset(local, timeZone)
  return new Date(local - offset(guess, timeZone)).toISOString()
}
