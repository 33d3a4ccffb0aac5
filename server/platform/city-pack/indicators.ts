import type { PackIndicator, PackIndicatorSystem } from '../../../contracts/city-pack.ts'
import { checkSystem, type Fault } from '../../../engines/indicators/index.ts'

/** What an indicator system of a pack has wrong, with the path below the system. */
export function indicatorFaults(system: PackIndicatorSystem): { path: (string | number)[]; message: string }[] {
  return checkSystem(system).map((fault) => ({ path: placeOf(system, fault), message: sentence(fault) }))
}

function placeOf({ children, grades }: PackIndicatorSystem, fault: Fault): (string | number)[] {
  if ('grade' in fault) {
    return ['grades', grades.findIndex(({ key, from }) => key === fault.grade && from === fault.from), 'from']
  }
  if (!('node' in fault)) return ['grades']
  return fault.node === '' ? ['children'] : (find(children, fault.node) ?? ['children'])
}

function find(children: readonly PackIndicator[], key: string): (string | number)[] | null {
  for (const [i, child] of children.entries()) {
    if (child.key === key) return ['children', i]
    const inside = 'children' in child ? find(child.children, key) : null
    if (inside) return ['children', i, ...inside]
  }
  return null
}

function sentence(fault: Fault): string {
  switch (fault.code) {
    case 'weights_do_not_sum':
      return `the weights below "${fault.node || 'the top'}" sum to ${Number(fault.sum.toFixed(9))}, not to 1`
    case 'weight_out_of_range':
      return `the weight ${fault.weight} is not above 0 and at most 1`
    case 'key_twice':
      return `"${fault.node}" is given twice`
    case 'bad_normalisation':
      return `the normalisation does not fit: ${fault.why.replaceAll('_', ' ')}`
    case 'grade_twice':
      return `"${fault.grade}" or its threshold ${fault.from} is given twice`
    case 'no_lowest_grade':
      return 'no grade starts at 0'
    default:
      return fault.code.replaceAll('_', ' ')
  }
}
