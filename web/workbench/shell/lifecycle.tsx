import {
  actionLabel,
  type Holder,
  isFinal,
  type MachineName,
  machines,
  partyLabel,
  stateLabel,
} from '../../../engines/lifecycle/index.ts'
import { clockOf } from '../../ui/clock.ts'
import { ClockChip } from '../../ui/parts/clock-chip.tsx'
import { StateTag, type Tone } from '../../ui/parts/state-tag.tsx'
import { useText } from '../i18n/text.tsx'
import { useCatalog } from '../session/catalog.ts'

/** Names and marks of states, actions and holders, from the same tables the server decides by. */

const bad = new Set([
  'rejected',
  'refused',
  'terminated',
  'declined',
  'expired',
  'suspended',
  'broken_off',
  'revoked',
  'invalid',
  'failed',
])
const waiting = new Set([
  'reported',
  'disputed',
  'accepting',
  'submitted',
  'expressed',
  'unverified',
  'publicised',
  'in_review',
  'stale',
  'talking',
  'selected',
  'refining',
])
const quiet = new Set([
  'corrected',
  'draft',
  'withdrawn',
  'closed',
  'cancelled',
  'conflicted',
  'recused',
  'not_awarded',
  'inadmissible',
  'revised',
  'repealed',
])

export function toneOf(machine: MachineName, state: string): Tone {
  if (bad.has(state)) return 'tile'
  if (quiet.has(state)) return 'plain'
  if (waiting.has(state)) return 'sand'
  return state in machines[machine].states && isFinal(machine, state as never) ? 'pine' : 'sea'
}

export function State(props: { machine: MachineName; state: string }) {
  const { name } = useText()
  const known = props.state in machines[props.machine].states
  const label = known ? name(stateLabel(props.machine, props.state as never)) : props.state
  return <StateTag tone={toneOf(props.machine, props.state)}>{label}</StateTag>
}

/** The verb of an action, e.g. 退回修改. */
export function useActionName(): (machine: MachineName, action: string) => string {
  const { name } = useText()
  return (machine, action) => {
    const known = machines[machine].transitions.some((row) => row.action === action)
    return known ? name(actionLabel(machine, action as never)) : action
  }
}

const holders = new Set([
  'owner',
  'provider',
  'both',
  'reporting_side',
  'other_side',
  'operator',
  'district_operator',
  'expert',
  'chair',
  'system',
])

/** Who holds the next action; a name the server gives itself is shown as it is. */
export function useHolderName(): (holder: string | null) => string {
  const { name } = useText()
  return (holder) => (holder === null ? '' : holders.has(holder) ? name(partyLabel(holder as Holder)) : holder)
}

/** When it is due, and how many working days are left till then; nothing where no clock runs. */
export function Due(props: { at: string | null }) {
  const { calendar, city } = useCatalog()
  if (!props.at) return null
  return <ClockChip dueAt={props.at} {...clockOf(calendar, new Date(), props.at, city.timezone)} />
}

export function isOverdue(dueAt: string | null, now = new Date()): boolean {
  return dueAt !== null && new Date(dueAt) < now
}
