import { useState } from 'react'
import type { HistoryRecord } from '../../../contracts/common.ts'
import { type MachineName, machines } from '../../../engines/lifecycle/index.ts'
import { DateText } from '../../ui/parts/date.tsx'
import { Diff } from '../../ui/parts/diff.tsx'
import { useText } from '../i18n/text.tsx'
import { records as zh } from '../messages/zh/records.ts'
import { useLabels } from './labels.ts'
import { useActionName } from './lifecycle.tsx'

/** Records of a thing, newest first: who, when, what, why, and what changed before and after. */
export function History(props: {
  machine: MachineName
  records: readonly HistoryRecord[]
  /** The name of a field by its path. */
  fieldName: (path: string) => string
  /** A value as a person reads it. */
  shown: (value: unknown, path: string) => string
}) {
  return (
    <ol className="history">
      {props.records.map((record) => (
        <Entry key={record.seq} record={record} {...props} />
      ))}
    </ol>
  )
}

/** The verb of a record: a step of the lifecycle, or one of the other things that are recorded. */
export function useVerb(): (machine: MachineName, action: string) => string {
  const { t } = useText()
  const actionName = useActionName()
  return (machine, action) => {
    const verb = action.split('.').at(-1) ?? action
    if (machines[machine].transitions.some((row) => row.action === verb)) return actionName(machine, verb)
    return verb in zh ? t(`records.${verb as keyof typeof zh}`) : action
  }
}

function Entry(props: {
  record: HistoryRecord
  machine: MachineName
  fieldName: (path: string) => string
  shown: (value: unknown, path: string) => string
}) {
  const { t } = useText()
  const labels = useLabels()
  const verbOf = useVerb()
  const [open, setOpen] = useState(false)
  const { record } = props
  return (
    <li className="entry">
      <p className="row wrap">
        <DateText value={record.at} time />
        <strong>{verbOf(props.machine, record.action)}</strong>
        <span>{record.actor.name ?? t('scenario.noActor')}</span>
        <span className="quiet">
          {labels.of('roles', record.actor.role) || labels.of('organisationRoles', record.actor.role)}
        </span>
        <code className="quiet hash" title={t('scenario.hash', { hash: record.hash })}>
          #{record.seq} {record.hash.slice(0, 8)}
        </code>
      </p>
      {record.reason ? <p className="prose">{record.reason}</p> : null}
      {record.changes.length > 0 ? (
        <>
          <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('scenario.changesCount', { count: record.changes.length })}
          </button>
          {open ? (
            <Diff
              changes={record.changes.map((change) => ({
                label: props.fieldName(change.path),
                before: props.shown(change.before, change.path),
                after: props.shown(change.after, change.path),
                withheld: change.withheld ?? false,
              }))}
            />
          ) : null}
        </>
      ) : null}
    </li>
  )
}
