import type { z } from 'zod'
import {
  type Cockpit,
  type cockpitRoutes,
  type Dimension,
  type FigureKey,
  figureKeys,
} from '../../../contracts/cockpit.ts'
import { localDate } from '../../../engines/calendar/index.ts'
import { machines, partyLabel, stateLabel } from '../../../engines/lifecycle/index.ts'
import type { Platform } from '../../platform/context.ts'
import type { Reading } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { hasRole, systemViewer, type Viewer } from '../../platform/viewer.ts'
import type { Words } from '../catalog/index.ts'
import { ended, figureLabels, noKey, steps } from './messages.ts'
import { figureRules, monthsBetween, publishedStates, rowsOf, urlOf } from './rules/figures.ts'
import {
  type Counting,
  selectBreakdown,
  selectFigures,
  selectMoment,
  selectMonths,
  selectOverdue,
  selectStates,
} from './store.ts'

export type CockpitDeps = Pick<Platform, 'database' | 'pack'> & { readonly words: Words }
export type CockpitService = ReturnType<typeof createCockpitService>
type Locale = 'zh' | 'en'
type Answer<K extends keyof typeof cockpitRoutes> = z.output<(typeof cockpitRoutes)[K]['responses'][200]>

/** Counts when asked; keeps nothing and writes nothing. */
export function createCockpitService({ database, pack, words }: CockpitDeps) {
  const { period } = pack.programme.plan
  const since = `${period.from}-01-01`
  const rules = figureRules(since)
  const targets = new Map(pack.programme.targets.map((each) => [each.key as string, each]))

  /** The city for those who answer for all of it, one's district for its office. */
  function districtOf(viewer: Viewer): string | null {
    if (hasRole(viewer, 'operator', 'leader', 'auditor')) return null
    return viewer.district ?? refuse('forbidden')
  }

  async function counted<T>(
    viewer: Viewer,
    work: (reading: Reading, counting: Counting) => Promise<T>,
  ): Promise<T & { asOf: string; demonstration: boolean; district: string | null }> {
    const district = districtOf(viewer)
    return database.read(viewer, async (reading) => {
      const { now, demonstration } = await selectMoment(reading)
      const counting = { demonstration, district, timeZone: pack.city.timezone, since }
      return { asOf: now, demonstration, district, ...(await work(reading, counting)) }
    })
  }

  function figureOf(key: FigureKey, value: number, scope: Counting, locale: Locale): Cockpit['figures'][number] {
    const rule = rules[key]
    const target = targets.get(key)
    return {
      key,
      label: figureLabels[key][locale],
      value,
      unit: rule.unit,
      ...(target && {
        target: {
          value: target.value,
          bound: target.bound,
          progress: value / target.value,
          from: `${target.period.from}-01-01`,
          to: `${target.period.to}-12-31`,
        },
      }),
      rows: rowsOf(rule, scope),
      by: dimensionsOf(key),
    }
  }
  const dimensionsOf = (key: FigureKey): Dimension[] => [...(Object.keys(rules[key].by) as Dimension[]), 'month']

  return {
    figures: (viewer: Viewer, locale: Locale): Promise<Answer<'get'>> =>
      counted(viewer, async (reading, counting) => {
        const values = await selectFigures(reading, figureKeys, counting)
        return {
          figures: figureKeys.map((key) => figureOf(key, values.get(key) ?? 0, counting, locale)),
          statements: pack.programme.history.map((each) => ({
            key: each.key,
            label: each[locale],
            value: each.value,
            unit: each.unit,
            bound: each.bound,
            source: each.src?.join(',') ?? null,
          })),
        }
      }),

    breakdown: (
      viewer: Viewer,
      { figure, by }: { figure: FigureKey; by: Dimension },
      locale: Locale,
    ): Promise<Answer<'breakdown'>> =>
      counted(viewer, async (reading, counting) => {
        const options = dimensionsOf(figure)
        if (!options.includes(by))
          refuse('invalid_request', {}, [{ path: 'by', code: 'invalid_value', params: { options } }])
        const word = words(locale)
        const parts = await selectBreakdown(reading, figure, by, counting)
        const items = parts.map(({ key, value }) => ({
          key: key ?? '',
          label: key === null ? noKey[locale] : by === 'month' ? key : (word(`${by}s`, key) ?? key),
          value,
          rows: key === null ? null : rowsOf(rules[figure], counting, { by, key }),
        }))
        return { items: by === 'month' ? items : items.toSorted((a, b) => b.value - a.value) }
      }),

    funnel: (viewer: Viewer, locale: Locale): Promise<Answer<'funnel'>> =>
      counted(viewer, async (_, counting) => {
        const states = await database.read(systemViewer, (system) => selectStates(system, counting))
        const address = (names: readonly string[]) =>
          names.length > 0 && opens(viewer, names)
            ? urlOf(
                'scenarios',
                { state: names.join(','), ...(counting.district && { district: counting.district }) },
                counting,
              )
            : null
        const sum = (names: readonly string[]) =>
          states.filter((each) => names.includes(each.state)).reduce((total, each) => total + each.value, 0)
        const machine = machines.scenario
        const stages = [
          ...pack.programme.stages.map((each) => ({ key: each.key as string | null, label: each[locale] })),
          { key: null, label: ended[locale] },
        ]
        const handedIn = Object.keys(machine.states).filter((state) => state !== 'draft')
        const reached = {
          submitted: handedIn,
          published: publishedStates,
          landing: ['landing', 'demonstrating', 'evaluating', 'concluded'],
          demonstrating: ['demonstrating', 'evaluating', 'concluded'],
          concluded: ['concluded'],
        } as const
        const all = sum(handedIn)
        return {
          stages: stages.map(({ key, label }) => {
            const here = states.filter((each) => each.stage === key)
            return {
              key: key ?? 'ended',
              label,
              value: here.reduce((total, each) => total + each.value, 0),
              // A suspended scenario keeps the stage it left: no state says it, so the stage does.
              rows:
                key !== null &&
                opens(
                  viewer,
                  here.map((each) => each.state),
                )
                  ? urlOf(
                      'scenarios',
                      {
                        stage: key,
                        state: handedIn.join(','),
                        ...(counting.district && { district: counting.district }),
                      },
                      counting,
                    )
                  : address(here.map((each) => each.state)),
              states: here.map((each) => ({
                key: each.state,
                label: stateLabel('scenario', each.state as 'draft')[locale],
                value: each.value,
                rows: opens(viewer, [each.state])
                  ? urlOf(
                      'scenarios',
                      {
                        ...(key !== null && { stage: key }),
                        state: each.state,
                        ...(counting.district && { district: counting.district }),
                      },
                      counting,
                    )
                  : null,
              })),
            }
          }),
          conversion: (Object.keys(steps) as (keyof typeof steps)[]).map((key) => {
            const value = sum(reached[key])
            return {
              key,
              label: steps[key][locale],
              value,
              share: all === 0 ? null : value / all,
              rows: address(reached[key]),
            }
          }),
        }
      }),

    overdue: (viewer: Viewer, locale: Locale): Promise<Answer<'overdue'>> =>
      counted(viewer, async (_, counting) => {
        const late = await database.read(systemViewer, (system) => selectOverdue(system, counting))
        const items = late.map(({ kind, holder, value }) => ({
          kind,
          kindLabel: labelOf(kind, locale),
          holder,
          holderLabel: partyLabel(holder as Parameters<typeof partyLabel>[0])[locale],
          value,
          rows: overdueRows(viewer, kind, holder, counting),
        }))
        return { items: items.toSorted((a, b) => b.value - a.value) }
      }),

    targets: (viewer: Viewer, locale: Locale): Promise<Answer<'targets'>> =>
      counted(viewer, async (reading, counting) => {
        const keys = figureKeys.filter((key) => targets.has(key))
        const values = await selectFigures(reading, keys, counting)
        const months = await selectMonths(reading, keys, counting)
        const { now } = await selectMoment(reading)
        const today = localDate(new Date(now), pack.city.timezone).slice(0, 7)
        return {
          items: keys.flatMap((key) => {
            const figure = figureOf(key, values.get(key) ?? 0, counting, locale)
            if (!figure.target) return []
            const own = new Map(
              months.flatMap((each) => (each.figure === key && each.key !== null ? [[each.key, each.value]] : [])),
            )
            const first = [...own.keys()].sort()[0] ?? since.slice(0, 7)
            let sum = 0
            const line = monthsBetween(first < since ? first : since.slice(0, 7), today).map((month) => {
              const value = own.get(month) ?? 0
              sum += value
              return { key: month, value, sum, rows: rowsOf(rules[key], counting, { by: 'month', key: month }) }
            })
            return [{ ...figure, target: figure.target, months: line }]
          }),
        }
      }),
  }
}

/** Leaders open what was published; what comes before is theirs as a sum. */
function opens(viewer: Viewer, states: readonly string[]): boolean {
  if (hasRole(viewer, 'operator', 'auditor', 'district_operator')) return true
  return states.every((state) => (publishedStates as readonly string[]).includes(state))
}

function labelOf(kind: string, locale: Locale): string {
  return Object.hasOwn(machines, kind) ? machines[kind as keyof typeof machines][locale] : kind
}

const collections: Readonly<
  Record<string, { readonly path: string; readonly leader: boolean; readonly byHolder: boolean }>
> = {
  scenario: { path: 'scenarios', leader: false, byHolder: true },
  intent: { path: 'intents', leader: true, byHolder: true },
  // Every open state of an agreement is held by both sides.
  agreement: { path: 'agreements', leader: false, byHolder: false },
  project: { path: 'projects', leader: false, byHolder: true },
  service: { path: 'services', leader: false, byHolder: true },
  landing: { path: 'landings', leader: false, byHolder: true },
}

/** A collection that shows exactly these, or one's own to-dos of the kind. */
function overdueRows(viewer: Viewer, kind: string, holder: string, counting: Counting): string | null {
  const collection = collections[kind]
  const handles = hasRole(viewer, 'operator', 'auditor', 'district_operator')
  if (collection && (handles || (collection.leader && hasRole(viewer, 'leader')))) {
    const filter = {
      overdue: 'true',
      ...(collection.byHolder && { holder }),
      ...(counting.district && { district: counting.district }),
    }
    return urlOf(collection.path, filter, counting)
  }
  if (!collection && holder === 'operator' && hasRole(viewer, 'operator'))
    return `/api/v1/todos?type=${kind}&overdue=true`
  return null
}
