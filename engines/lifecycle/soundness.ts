import { originsOf, sources } from './rules.ts'
import type { Machine, Transition } from './types.ts'

/**
 * What is wrong with a lifecycle table, as sentences; empty when sound: every state reachable and, unless final,
 * leavable and held by somebody; one row for a state and an action; everything labelled, an action the same everywhere.
 */
export function faultsOf(table: Machine): string[] {
  return [...stateFaults(table), ...table.transitions.flatMap(rowFaults), ...duplicateFaults(table)]
}

function stateFaults(table: Machine): string[] {
  const reached = reachable(table)
  return Object.entries(table.states).flatMap(([key, state]) => {
    const leavable = table.transitions.some((row) => sources(row).includes(key) && row.to !== key)
    return [
      ...(state.zh && state.en ? [] : [`${key} has no label`]),
      ...(reached.has(key) ? [] : [`${key} is not reachable`]),
      ...(state.final || leavable ? [] : [`${key} cannot be left`]),
      ...(state.final || state.holder ? [] : [`${key} has no holder`]),
      ...(state.final && state.holder ? [`${key} is final but held`] : []),
    ]
  })
}

function reachable(table: Machine): Set<string> {
  const reached = new Set<string>([table.initial])
  // A set grows while it is walked, so this visits every state once.
  for (const state of reached) {
    for (const row of table.transitions.filter((candidate) => sources(candidate).includes(state))) {
      for (const to of row.to === 'previous' ? originsOf(table, state) : [row.to]) reached.add(to)
    }
  }
  return reached
}

function rowFaults(row: Transition): string[] {
  return [
    ...(row.zh && row.en ? [] : [`${row.action} has no label`]),
    ...(row.who.length > 0 ? [] : [`${row.action} has nobody to take it`]),
    ...((row.reason === 'coded') === Boolean(row.codes?.length) ? [] : [`${row.action}: codes and reason differ`]),
  ]
}

function duplicateFaults(table: Machine): string[] {
  const labels = new Map<string, string>()
  const steps = new Set<string>()
  const faults: string[] = []
  for (const row of table.transitions) {
    const label = `${row.zh} ${row.en}`
    if ((labels.get(row.action) ?? label) !== label) faults.push(`${row.action} has two labels`)
    labels.set(row.action, label)
    for (const from of sources(row)) {
      if (steps.has(`${from} ${row.action}`)) faults.push(`${from} has two rows for ${row.action}`)
      steps.add(`${from} ${row.action}`)
    }
  }
  return faults
}
