/** Where things stand in the chart of an indicator. Pure; x grows with time, y upwards with the value. */

export interface ChartReading {
  readonly at: string
  readonly value: number
  readonly confirmed: boolean
}
export interface ChartFrame {
  readonly width: number
  readonly height: number
  /** Room left for labels: top and bottom, left and right. */
  readonly pad: { readonly x: number; readonly y: number }
}
export interface ChartPoint extends ChartReading {
  readonly x: number
  readonly y: number
}

/** Points of the readings, the heights of baseline and target, and the ends of the planned way between them. */
export function chartOf(
  indicator: { baseline: number; target: number },
  readings: readonly ChartReading[],
  period: { from: string; to: string },
  frame: ChartFrame,
) {
  const values = [indicator.baseline, indicator.target, ...readings.map((each) => each.value)]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const times = [Date.parse(period.from), Date.parse(period.to), ...readings.map((each) => Date.parse(each.at))]
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const { width, height, pad } = frame
  const x = (at: string) => pad.x + ((Date.parse(at) - first) / (last - first || 1)) * (width - 2 * pad.x)
  const y = (value: number) => height - pad.y - ((value - low) / (high - low || 1)) * (height - 2 * pad.y)
  const points: ChartPoint[] = [...readings]
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map((each) => ({ ...each, x: x(each.at), y: y(each.value) }))
  return {
    points,
    baselineY: y(indicator.baseline),
    targetY: y(indicator.target),
    plan: {
      x1: x(period.from),
      y1: y(indicator.baseline),
      x2: x(period.to),
      y2: y(indicator.target),
    },
    /** Joins the confirmed readings, the baseline first. */
    line: [{ x: x(period.from), y: y(indicator.baseline) }, ...points.filter((each) => each.confirmed)],
  }
}
