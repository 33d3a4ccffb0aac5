import { useUi } from '../context.tsx'
import { dayOf, minuteOf } from '../format.ts'

/** An absolute date in the city's time zone; with `time` also hours and minutes. */
export function DateText({ value, time = false }: { value: string; time?: boolean }) {
  const { timeZone } = useUi()
  return (
    <time className="date" dateTime={value}>
      {time ? minuteOf(value, timeZone) : dayOf(value, timeZone)}
    </time>
  )
}
