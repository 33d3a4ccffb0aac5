import type { EvidenceKind } from '../../../../contracts/promotions.ts'
import { type MachineName, machines } from '../../../../engines/lifecycle/index.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { Money } from '../../../ui/parts/money.tsx'
import { type MessageKey, useText } from '../../i18n/text.tsx'
import { State } from '../../shell/lifecycle.tsx'

export type SaidFacts = Readonly<Record<string, string | number | null>>

/** One line that names a piece of evidence. */
export function saidTitle(kind: EvidenceKind, said: SaidFacts): string {
  const join = (...parts: (string | number | null | undefined)[]) =>
    parts.filter((part) => part !== null && part !== undefined && part !== '').join(' ')
  if (kind === 'reading') return join(said.name, said.value, said.unit, said.project)
  if (kind === 'evaluation') return join(said.code)
  if (kind === 'file') return join(said.name)
  return join(said.code, said.title)
}

/** The facts besides its title, in the order they are read. */
const facts: Readonly<Record<EvidenceKind, readonly string[]>> = {
  agreement: ['kind', 'state', 'number', 'amountCny', 'signedOn', 'validUntil'],
  project: ['state', 'startedAt', 'acceptedAt'],
  reading: ['at', 'baseline', 'target', 'direction', 'state'],
  evaluation: ['score', 'rank', 'publishedAt'],
  file: ['uploadedAt'],
}
const machineOf: Partial<Record<EvidenceKind, MachineName>> = {
  agreement: 'agreement',
  project: 'project',
  reading: 'reading',
}

/** The facts of a piece as they were said, each with its name. */
export function Said({ kind, said }: { kind: EvidenceKind; said: SaidFacts }) {
  const { t } = useText()
  const shown = facts[kind].filter((key) => said[key] !== null && said[key] !== undefined)
  return (
    <dl className="said">
      {shown.map((key) => (
        <div key={key}>
          <dt>{t(`promotions.said_${key}` as MessageKey)}</dt>
          <dd>
            <Value kind={kind} name={key} value={said[key] as string | number} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Value({ kind, name, value }: { kind: EvidenceKind; name: string; value: string | number }) {
  const { t } = useText()
  const machine = machineOf[kind]
  if (name === 'state' && machine && value in machines[machine].states)
    return <State machine={machine} state={String(value)} />
  if (name === 'amountCny') return <Money cny={Number(value)} />
  if (name === 'direction' || name === 'kind') return t(`promotions.${value}` as MessageKey)
  if (typeof value === 'number') return <span className="figures">{Number(value.toFixed(4))}</span>
  if (/(At|On|Until)$|^at$/.test(name)) return <DateText value={value} />
  return value
}
